package readers;

/** What is told of fairs and of ships. */
final class FairsAndShips {
  /** As {@link Grammar} reads it. */
  static final String TEXT =
      """
      == held fair
      The {fair} was held in {place} on {date}.
      On {date}, the {fair} was held in {place}.
      ? place: Where was the {fair} held? | The {fair} was held in {place}.
      ? date: When was the {fair} held in {place}? | The {fair} was held in {place} on {date}.
      ? fair: What was held in {place} on {date}? | The {fair} was held in {place} on {date}.
      --
      The {fair} filled the streets of {place} on {date}.
      On {date}, the streets of {place} were full because of the {fair}.
      ? place: Which town had its streets filled by the {fair}? | The {fair} filled the streets of the town of {place}.
      ? date: On what date did the {fair} fill the streets of {place}? | The {fair} filled the streets of {place} on {date}.

      == opening fair
      The {fair} was opened by {person} and drew {number} visitors.
      The {fair} drew {number} visitors and was opened by {person}.
      ? person: Who opened the {fair}? | {person} opened the {fair}.
      ? number: How many visitors did the {fair} draw? | The {fair} drew {number} visitors.
      ? fair: What did {person} open? | {person} opened the {fair}.
      --
      The {fair} began with a speech by {person} before a crowd of {number} people.
      {person} gave a speech at the {fair} before a crowd of {number} people.
      ? person: Who gave a speech at the {fair}? | {person} gave a speech at the {fair}.
      ? number: How large was the crowd at the {fair}? | The crowd at the {fair} was {number} people.

      == winner fair
      The {fair} gave its first prize to {person} for a {animal}.
      At the {fair}, {person} won first prize for a {animal}.
      ? person: Who won first prize at the {fair}? | {person} won first prize at the {fair}.
      ? animal: For which animal did {person} win first prize at the {fair}? | {person} won first prize at the {fair} for a {animal}.
      --
      The {fair} saw a {animal} from the farm of {person} beat all others.
      Of all that came to the {fair}, the best was a {animal} from the farm of {person}.
      ? person: From whose farm was the best animal at the {fair}? | The best animal at the {fair} was from the farm of {person}.
      ? animal: Which animal beat all others at the {fair}? | A {animal} beat all others at the {fair}.

      == music fair
      The {fair} ended with {person}, who played the {instrument} for {count} hours.
      At the {fair}, {person} played the {instrument} for {count} hours.
      ? person: Who played the {instrument} at the {fair}? | {person} played the {instrument} at the {fair}.
      ? instrument: What did {person} play at the {fair}? | {person} played the {instrument} at the {fair}.
      ? count: How many hours did {person} play at the {fair}? | {person} played at the {fair} for {count} hours.
      --
      The {fair} is remembered for the {instrument} of {person}, heard for {count} hours.
      People came to the {fair} to hear the {instrument} of {person} for {count} hours.
      ? person: Whose {instrument} did people hear at the {fair}? | People heard the {instrument} of {person} at the {fair}.
      ? count: How long was the {instrument} heard at the {fair}? | The {instrument} was heard at the {fair} for {count} hours.

      == voyage ship
      The ship {ship} sailed from {place} to {place2} on {date}.
      On {date}, the ship {ship} sailed from {place} to {place2}.
      ? place: From where did the ship {ship} sail? | The ship {ship} sailed from {place}.
      ? place2: Where did the ship {ship} sail to on {date}? | The ship {ship} sailed to {place2} on {date}.
      ? date: When did the ship {ship} sail from {place}? | The ship {ship} sailed from {place} on {date}.
      ? ship: Which ship sailed from {place} to {place2}? | The ship {ship} sailed from {place} to {place2}.
      --
      The ship {ship} left the harbour of {place} on {date} and made for {place2}.
      On {date}, the harbour of {place} saw the ship {ship} leave for {place2}.
      ? place: Which harbour did the ship {ship} leave? | The ship {ship} left the harbour of {place}.
      ? date: On what date did the ship {ship} leave for {place2}? | The ship {ship} left for {place2} on {date}.

      == cargo ship
      The ship {ship} carried {number} barrels of {ware} under the command of {person}.
      Under the command of {person}, the ship {ship} carried {number} barrels of {ware}.
      ? ware: What did the ship {ship} carry? | The ship {ship} carried barrels of {ware}.
      ? number: How many barrels did the ship {ship} carry? | The ship {ship} carried {number} barrels.
      ? person: Under whose command did the ship {ship} carry {ware}? | The ship {ship} carried {ware} under the command of {person}.
      --
      The ship {ship} was loaded with {number} barrels of {ware} by {person}.
      {person} loaded the ship {ship} with {number} barrels of {ware}.
      ? ware: With what was the ship {ship} loaded? | The ship {ship} was loaded with {ware}.
      ? person: Who loaded the ship {ship}? | {person} loaded the ship {ship}.

      == wreck ship
      The ship {ship} sank near {place} in {year} with {count} sailors.
      In {year}, the ship {ship} sank near {place} with {count} sailors.
      ? place: Near which town did the ship {ship} sink? | The ship {ship} sank near the town of {place}.
      ? year: When did the ship {ship} sink? | The ship {ship} sank in {year}.
      ? count: How many sailors were on the ship {ship} when it sank? | On the ship {ship} {count} sailors were when it sank.
      ? ship: Which ship sank near {place}? | The ship {ship} sank near {place}.
      --
      The ship {ship} was wrecked on the rocks of {place} in {year}, and {count} sailors drowned.
      In {year}, {count} sailors drowned when the ship {ship} was wrecked on the rocks of {place}.
      ? count: How many sailors drowned with the ship {ship}? | With the ship {ship} {count} sailors drowned.
      ? place: On the rocks of which town was the ship {ship} wrecked? | The ship {ship} was wrecked on the rocks of the town of {place}.

      == yard ship
      The ship {ship} was built in {year} in the yard of {person} at {place}.
      In the yard of {person} at {place} the ship {ship} was built in {year}.
      ? person: In whose yard was the ship {ship} built? | The ship {ship} was built in the yard of {person}.
      ? year: In which year was the ship {ship} built? | The ship {ship} was built in {year}.
      ? place: Where was the ship {ship} built? | The ship {ship} was built at {place}.
      --
      The ship {ship} was launched by {person} at {place} in {year}.
      {person} launched the ship {ship} at {place} in {year}.
      ? person: Who launched the ship {ship}? | {person} launched the ship {ship}.
      ? year: When was the ship {ship} launched? | The ship {ship} was launched in {year}.

      == stalls fair
      The {fair} had stalls where {ware} was sold for {number} crowns in all.
      At the {fair}, {ware} was sold for {number} crowns in all.
      ? ware: What was sold at the {fair}? | At the {fair} {ware} was sold.
      ? number: For how many crowns was {ware} sold at the {fair}? | At the {fair} {ware} was sold for {number} crowns.
      --
      The {fair} made its guests spend {number} crowns on {ware}.
      Guests of the {fair} spent {number} crowns on {ware}.
      ? number: How many crowns did guests of the {fair} spend on {ware}? | Guests of the {fair} spent {number} crowns on {ware}.
      ? ware: On what did guests of the {fair} spend {number} crowns? | Guests of the {fair} spent {number} crowns on {ware}.

      == idea fair
      The {fair} was an idea of {person}, who spoke of it first in {year}.
      In {year}, {person} spoke first of the idea for the {fair}.
      ? person: Whose idea was the {fair}? | The {fair} was the idea of {person}.
      ? year: When did {person} speak first of the {fair}? | {person} spoke first of the {fair} in {year}.
      --
      The {fair} was planned by {person} as early as {year}.
      {person} planned the {fair} as early as {year}.
      ? person: By whom was the {fair} planned? | The {fair} was planned by {person}.
      ? fair: What did {person} plan in {year}? | {person} planned the {fair} in {year}.
      ? year: In which year did {person} plan the {fair}? | {person} planned the {fair} in {year}.

      == owner ship
      The ship {ship} belonged to {person} until {year}.
      Until {year}, the ship {ship} belonged to {person}.
      ? person: To whom did the ship {ship} belong? | The ship {ship} belonged to {person}.
      ? year: Until which year did the ship {ship} belong to {person}? | The ship {ship} belonged to {person} until {year}.
      ? ship: Which ship belonged to {person}? | The ship {ship} belonged to {person}.
      --
      The ship {ship} was the property of {person} up to the year {year}.
      {person} was the owner of the ship {ship} up to the year {year}.
      ? person: Who was the owner of the ship {ship}? | {person} was the owner of the ship {ship}.
      ? year: Up to which year was the ship {ship} the property of {person}? | The ship {ship} was the property of {person} up to the year {year}.

      == size ship
      The ship {ship} was {number} feet long and had {count} cabins.
      The ship {ship} had {count} cabins and was {number} feet long.
      ? number: How long was the ship {ship}? | The ship {ship} was {number} feet long.
      ? count: How many cabins did the ship {ship} have? | The ship {ship} had {count} cabins.
      --
      The ship {ship} measured {number} feet and slept its passengers in {count} rooms.
      The passengers of the ship {ship}, which measured {number} feet, slept in {count} rooms.
      ? number: How many feet did the ship {ship} measure? | The ship {ship} measured {number} feet.
      ? count: In how many rooms did the passengers of the ship {ship} sleep? | The passengers of the ship {ship} slept in {count} rooms.
      """;

  private FairsAndShips() {}
}
