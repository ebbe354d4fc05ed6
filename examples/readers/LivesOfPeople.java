package readers;

/** What is told of people. */
final class LivesOfPeople {
  /** As {@link Grammar} reads it. */
  static final String TEXT =
      """
      == birth person
      {person} was born in {place} in {year}.
      {person} was born in {year} in the town of {place}.
      In {year}, {person} was born in {place}.
      ? place: Where was {person} born? | {person} was born in {place}.
      ? place: In which town was {person} born? | {person} was born in the town of {place}.
      ? year: When was {person} born? | {person} was born in {year}.
      ? person: Who was born in {place} in {year}? | {person} was born in {place} in {year}.
      --
      {person} came into the world in {place} in {year}.
      It was in {place} that {person} came into the world in {year}.
      ? place: Where did {person} come into the world? | {person} came into the world in {place}.
      ? year: When did {person} come into the world? | {person} came into the world in {year}.
      ? person: Who came into the world in {place}? | {person} came into the world in {place}.

      == study person
      {person} studied {subject} in {place} under {person2}.
      {person} studied {subject} under {person2} in {place}.
      In {place}, {person} studied {subject} under {person2}.
      ? subject: What did {person} study in {place}? | {person} studied {subject} in {place}.
      ? place: Where did {person} study {subject}? | {person} studied {subject} in {place}.
      ? person2: Under whom did {person} study {subject}? | {person} studied {subject} under {person2}.
      ? person: Who studied {subject} in {place}? | {person} studied {subject} in {place}.
      --
      {person} took lessons in {subject} from {person2} in {place}.
      {person2} taught {person} {subject} in {place}.
      It was {person2} who taught {person} {subject} in {place}.
      ? person2: Who taught {person} {subject}? | {person2} taught {person} {subject}.
      ? subject: In what did {person} take lessons? | {person} took lessons in {subject}.
      ? place: Where did {person2} teach {person}? | {person2} taught {person} in {place}.

      == marriage person
      {person} married {person2} in {place} in {year}.
      In {year}, {person} married {person2} in {place}.
      ? person2: Whom did {person} marry in {place}? | {person} married {person2} in {place}.
      ? place: Where did {person} marry {person2}? | {person} married {person2} in {place}.
      ? year: In which year did {person} marry {person2}? | {person} married {person2} in {year}.
      --
      The wedding of {person} and {person2} took place in {place} in {year}.
      {person} celebrated a wedding with {person2} in {place} in {year}.
      ? place: Where did the wedding of {person} take place? | The wedding of {person} took place in {place}.
      ? year: When was the wedding of {person} and {person2}? | The wedding of {person} and {person2} was in {year}.

      == work person
      {person} worked as a {trade} in {place} for {count} years.
      For {count} years {person} worked as a {trade} in {place}.
      ? trade: What did {person} work as in {place}? | {person} worked as a {trade} in {place}.
      ? place: Where did {person} work as a {trade}? | {person} worked as a {trade} in {place}.
      ? count: How many years did {person} work as a {trade}? | {person} worked as a {trade} for {count} years.
      ? person: Who worked as a {trade} in {place}? | {person} worked as a {trade} in {place}.
      --
      {person} earned a living as a {trade} in {place} for {count} years.
      In {place}, {person} earned a living as a {trade} for {count} years.
      ? trade: How did {person} earn a living in {place}? | {person} earned a living as a {trade} in {place}.
      ? count: How long did {person} earn a living as a {trade}? | {person} earned a living as a {trade} for {count} years.

      == mayor person
      {person} became mayor of {place} in {year}.
      In {year}, {person} became mayor of {place}.
      ? person: Who became mayor of {place} in {year}? | {person} became mayor of {place} in {year}.
      ? year: When did {person} become mayor of {place}? | {person} became mayor of {place} in {year}.
      ? place: Of which town did {person} become mayor? | {person} became mayor of the town of {place}.
      --
      {person} was elected by the people of {place} to lead the council in {year}.
      The people of {place} elected {person} to lead the council in {year}.
      ? person: Whom did the people of {place} elect to lead the council? | The people of {place} elected {person} to lead the council.
      ? year: In which year was {person} elected by the people of {place}? | {person} was elected by the people of {place} in {year}.

      == novel person
      {person} wrote the novel {title} in {year}.
      The novel {title} was written by {person} in {year}.
      ? title: Which novel did {person} write in {year}? | {person} wrote the novel {title} in {year}.
      ? person: Who wrote the novel {title}? | {person} wrote the novel {title}.
      ? year: When was the novel {title} written? | The novel {title} was written in {year}.
      --
      {person} published a book called {title} in {year}.
      In {year}, {person} published a book called {title}.
      ? title: What was the book of {person} called? | The book of {person} was called {title}.
      ? person: Who published the book called {title}? | {person} published the book called {title}.
      ? year: In which year did {person} publish {title}? | {person} published {title} in {year}.

      == prize person
      {person} won the {prize} in {year} for work on {subject}.
      In {year}, {person} won the {prize} for work on {subject}.
      ? prize: Which prize did {person} win in {year}? | {person} won the {prize} in {year}.
      ? person: Who won the {prize}? | {person} won the {prize}.
      ? year: When did {person} win the {prize}? | {person} won the {prize} in {year}.
      ? subject: For work on what did {person} win the {prize}? | {person} won the {prize} for work on {subject}.
      --
      {person} was honoured with the {prize} in {year} for a paper about {subject}.
      The {prize} went to {person} in {year} for a paper about {subject}.
      ? person: To whom did the {prize} go in {year}? | The {prize} went to {person} in {year}.
      ? subject: What was the paper of {person} about? | The paper of {person} was about {subject}.

      == journey person
      {person} travelled from {place} to {place2} in {year}.
      In {year}, {person} travelled from {place} to {place2}.
      ? place2: Where did {person} travel to from {place}? | {person} travelled from {place} to {place2}.
      ? place: From where did {person} travel to {place2}? | {person} travelled to {place2} from {place}.
      ? year: When did {person} travel to {place2}? | {person} travelled to {place2} in {year}.
      ? person: Who travelled from {place} to {place2}? | {person} travelled from {place} to {place2}.
      --
      {person} left home in {place} and settled in {place2} in {year}.
      Leaving {place} behind, {person} settled in {place2} in {year}.
      ? place2: Where did {person} settle in {year}? | {person} settled in {place2} in {year}.
      ? year: In which year did {person} settle in {place2}? | {person} settled in {place2} in {year}.

      == comet person
      {person} discovered the comet {star} on {date}.
      On {date}, {person} discovered the comet {star}.
      ? star: Which comet did {person} discover? | {person} discovered the comet {star}.
      ? person: Who discovered the comet {star}? | {person} discovered the comet {star}.
      ? date: On what date did {person} discover the comet? | {person} discovered the comet on {date}.
      --
      The comet {star} was first seen by {person} on {date}.
      {person} was the first to see the comet {star} on {date}.
      ? person: By whom was the comet {star} first seen? | The comet {star} was first seen by {person}.
      ? date: When was the comet {star} first seen? | The comet {star} was first seen on {date}.

      == founding person
      {person} founded the {company} in {place} in {year}.
      The {company} was founded by {person} in {place} in {year}.
      ? company: What did {person} found in {place}? | {person} founded the {company} in {place}.
      ? person: Who founded the {company}? | {person} founded the {company}.
      ? year: When was the {company} founded? | The {company} was founded in {year}.
      ? place: Where did {person} found the {company}? | {person} founded the {company} in {place}.
      --
      {person} set up the {company} in {place} in {year}.
      In {year}, {person} set up the {company} in {place}.
      ? person: By whom was the {company} set up? | The {company} was set up by {person}.
      ? place: In which town was the {company} set up? | The {company} was set up in the town of {place}.

      == collection person
      {person} collected {number} {thing} in {place}.
      In {place}, {person} collected {number} {thing}.
      ? number: How many {thing} did {person} collect? | {person} collected {number} {thing}.
      ? thing: What did {person} collect in {place}? | {person} collected {thing} in {place}.
      ? person: Who collected {thing} in {place}? | {person} collected {thing} in {place}.
      --
      {person} owned a collection of {number} {thing} in {place}.
      The collection of {person} in {place} held {number} {thing}.
      ? number: How many {thing} did the collection of {person} hold? | The collection of {person} held {number} {thing}.
      ? place: Where was the collection of {person}? | The collection of {person} was in {place}.
      """;

  private LivesOfPeople() {}
}
