package readers;

/** What is told of towns and of what was built in them. */
final class TownsAndBuildings {
  /** As {@link Grammar} reads it. */
  static final String TEXT =
      """
      == population place
      {place} had {number} inhabitants in {year}.
      In {year}, {place} had {number} inhabitants.
      ? number: How many inhabitants did {place} have in {year}? | {place} had {number} inhabitants in {year}.
      ? place: Which town had {number} inhabitants? | The town of {place} had {number} inhabitants.
      ? year: In which year did {place} have {number} inhabitants? | {place} had {number} inhabitants in {year}.
      --
      The population of {place} was {number} in {year}.
      In {year}, the people of {place} were counted, and the population was {number}.
      ? number: What was the population of {place}? | The population of {place} was {number}.
      ? year: When were the people of {place} counted? | The people of {place} were counted in {year}.

      == location place
      {place} lies on the river {river}, {count} miles from {place2}.
      On the river {river} lies {place}, {count} miles from {place2}.
      ? river: On which river does {place} lie? | {place} lies on the river {river}.
      ? count: How many miles from {place2} does {place} lie? | {place} lies {count} miles from {place2}.
      ? place2: From which town does {place} lie {count} miles? | {place} lies {count} miles from the town of {place2}.
      --
      {place} was built beside the river {river}, a walk of {count} miles from {place2}.
      Beside the river {river}, a walk of {count} miles from {place2}, {place} was built.
      ? river: Beside which river was {place} built? | {place} was built beside the river {river}.
      ? count: How long is the walk from {place2} to {place}? | The walk from {place2} to {place} is {count} miles.

      == market place
      {place} sold {ware} to {place2} for {number} crowns a year.
      For {number} crowns a year {place} sold {ware} to {place2}.
      ? ware: What did {place} sell to {place2}? | {place} sold {ware} to {place2}.
      ? place2: To which town did {place} sell {ware}? | {place} sold {ware} to the town of {place2}.
      ? number: For how many crowns did {place} sell {ware}? | {place} sold {ware} for {number} crowns.
      --
      {place} grew rich from {ware}, which merchants from {place2} bought for {number} crowns.
      Merchants from {place2} bought {ware} in {place} for {number} crowns.
      ? ware: From what did {place} grow rich? | {place} grew rich from {ware}.
      ? ware: What did merchants from {place2} buy in {place}? | Merchants from {place2} bought {ware} in {place}.
      ? number: How much did merchants from {place2} pay for {ware}? | Merchants from {place2} paid {number} crowns for {ware}.

      == flood place
      {place} lost {number} houses in a flood on {date}.
      In a flood on {date}, {place} lost {number} houses.
      ? number: How many houses did {place} lose in a flood? | {place} lost {number} houses in a flood.
      ? date: On what date was the flood in {place}? | The flood in {place} was on {date}.
      ? place: Which town lost {number} houses in a flood? | The town of {place} lost {number} houses in a flood.
      --
      {place} was under water on {date}, and {number} houses were swept away.
      On {date}, high water swept away {number} houses in {place}.
      ? number: How many houses were swept away in {place}? | In {place} {number} houses were swept away.
      ? date: When was {place} under water? | {place} was under water on {date}.

      == railway place
      {place} got a railway to {place2} in {year}.
      The railway from {place} to {place2} opened in {year}.
      ? year: When did the railway from {place} to {place2} open? | The railway from {place} to {place2} opened in {year}.
      ? place2: To which town did {place} get a railway? | {place} got a railway to the town of {place2}.
      --
      {place} was joined to {place2} by a line of trains in {year}.
      In {year}, trains began to run between {place} and {place2}.
      ? year: In which year was {place} joined to {place2}? | {place} was joined to {place2} in {year}.
      ? year: When did trains begin to run between {place} and {place2}? | Trains began to run between {place} and {place2} in {year}.

      == building structure
      The {structure} was built by {person} in {place} in {year}.
      {person} built the {structure} in {place} in {year}.
      ? person: Who built the {structure} in {place}? | {person} built the {structure} in {place}.
      ? year: When was the {structure} built? | The {structure} was built in {year}.
      ? place: In which town was the {structure} built? | The {structure} was built in the town of {place}.
      ? structure: What did {person} build in {place}? | {person} built the {structure} in {place}.
      --
      The {structure} in {place} is the work of {person}, who drew the plans in {year}.
      {person} drew the plans for the {structure} in {place} in {year}.
      ? person: Who drew the plans for the {structure}? | {person} drew the plans for the {structure}.
      ? year: In which year did {person} draw the plans for the {structure}? | {person} drew the plans for the {structure} in {year}.

      == material structure
      The {structure} was made of {material} and cost {number} crowns.
      The {structure} cost {number} crowns and was made of {material}.
      ? material: What was the {structure} made of? | The {structure} was made of {material}.
      ? number: How much did the {structure} cost? | The {structure} cost {number} crowns.
      ? structure: What was made of {material}? | The {structure} was made of {material}.
      --
      The {structure} needed much {material}, for which {number} crowns were spent.
      Workers chose {material} for the {structure}, and {number} crowns were spent.
      ? material: What did workers choose for the {structure}? | Workers chose {material} for the {structure}.
      ? number: How many crowns were spent on the {structure}? | On the {structure} {number} crowns were spent.

      == height structure
      The {structure} is {number} feet high and has {count} windows.
      The {structure} has {count} windows and is {number} feet high.
      ? number: How high is the {structure}? | The {structure} is {number} feet high.
      ? count: How many windows does the {structure} have? | The {structure} has {count} windows.
      ? structure: What has {count} windows? | The {structure} has {count} windows.
      --
      The {structure} rises {number} feet above the street, with glass in {count} places.
      With glass in {count} places, the {structure} rises {number} feet above the street.
      ? number: How many feet does the {structure} rise above the street? | The {structure} rises {number} feet above the street.
      ? count: In how many places does the {structure} have glass? | The {structure} has glass in {count} places.

      == fire structure
      The {structure} burned down on {date}, and {person} paid for a new roof.
      On {date}, the {structure} burned down, and {person} paid for a new roof.
      ? date: On what date did the {structure} burn down? | The {structure} burned down on {date}.
      ? person: Who paid for a new roof of the {structure}? | {person} paid for a new roof of the {structure}.
      ? structure: What burned down on {date}? | The {structure} burned down on {date}.
      --
      The {structure} was lost in a fire on {date}, which {person} had seen from afar.
      A fire in the {structure} was noticed by {person} on {date}.
      ? date: When was the fire in the {structure}? | The fire in the {structure} was on {date}.
      ? person: Who noticed the fire in the {structure}? | {person} noticed the fire in the {structure}.

      == school place
      {place} has a school for {number} pupils, led by {person}.
      In {place}, {person} leads a school for {number} pupils.
      ? number: For how many pupils does {place} have a school? | {place} has a school for {number} pupils.
      ? person: Who leads a school in {place}? | {person} leads a school in {place}.
      ? place: Which town has a school for {number} pupils? | The town of {place} has a school for {number} pupils.
      --
      {place} sends {number} children to the lessons of {person}.
      The lessons of {person} in {place} are heard by {number} children.
      ? person: To whose lessons does {place} send its children? | {place} sends its children to the lessons of {person}.
      ? number: How many children hear the lessons of {person} in {place}? | In {place} {number} children hear the lessons of {person}.

      == room structure
      The {structure} has room for {number} guests and a garden with {count} trees.
      The {structure} has a garden with {count} trees and room for {number} guests.
      ? number: For how many guests does the {structure} have room? | The {structure} has room for {number} guests.
      ? count: How many trees are in the garden of the {structure}? | In the garden of the {structure} {count} trees are.
      ? structure: What has room for {number} guests? | The {structure} has room for {number} guests.
      --
      The {structure} seats {number} people, and {count} trees give shade in its garden.
      Up to {number} people can sit in the {structure}, and {count} trees give shade in its garden.
      ? number: How many people can sit in the {structure}? | In the {structure} {number} people can sit.
      ? count: How many trees give shade in the garden of the {structure}? | In the garden of the {structure} {count} trees give shade.

      == sale structure
      The {structure} was sold to {person} in {year}.
      In {year}, the {structure} was sold to {person}.
      ? person: To whom was the {structure} sold? | The {structure} was sold to {person}.
      ? year: When was the {structure} sold to {person}? | The {structure} was sold to {person} in {year}.
      ? structure: What was sold to {person}? | The {structure} was sold to {person}.
      --
      The {structure} came into the hands of {person} in {year}.
      {person} bought the {structure} in {year}.
      ? person: Who bought the {structure}? | {person} bought the {structure}.
      ? year: In which year did the {structure} come into the hands of {person}? | The {structure} came into the hands of {person} in {year}.
      """;

  private TownsAndBuildings() {}
}
