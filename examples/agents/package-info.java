/**
 * The agents: policies for {@code cartpole} and {@code catch}, trained by policy gradient in the
 * environments that come with Ostrich.
 */
package agents;
