package org.ostrichml.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ostrichml.agent.Recording.Moment;
import org.ostrichml.agent.Visible;
import org.ostrichml.data.Animation;
import org.ostrichml.data.Picture;

/** An episode as the agent left alone goes through it, beside the same one under attack. */
public final class EpisodeFilm {
  private static final int HUNDREDTHS = 6;
  private static final int AT_THE_END = 15;

  private EpisodeFilm() {}

  /**
   * Three pictures side by side, step by step until both episodes are over: the world of the agent
   * left alone, that of the one under attack, and what the latter is shown of it.
   *
   * @param alone the steps of the one, at least one
   * @param attacked the steps of the other, at least one
   * @param attack its name
   */
  public static Animation of(
      Visible world, List<Moment> alone, List<Moment> attacked, String attack) {
    List<Picture> frames = new ArrayList<>();
    int steps = Math.max(alone.size(), attacked.size()) + AT_THE_END;
    for (int step = 0; step < steps; step++) {
      Moment one = alone.get(Math.min(step, alone.size() - 1));
      Moment other = attacked.get(Math.min(step, attacked.size() - 1));
      frames.add(
          Sheet.row(
              List.of(
                  panel(world.picture(one.observation()), "left alone", one),
                  panel(world.picture(other.observation()), "under attack: " + attack, other),
                  new Sheet.Panel(
                      world.picture(other.shown()), "what it is shown there", List.of()))));
    }
    return new Animation(frames, HUNDREDTHS);
  }

  private static Sheet.Panel panel(Picture picture, String title, Moment moment) {
    String earned = String.format(Locale.ROOT, "%.1f", moment.earned());
    return new Sheet.Panel(picture, title, List.of(new Sheet.Line("return so far", earned)));
  }
}
