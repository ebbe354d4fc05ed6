package org.ostrichml.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Who met captain Rasan in Belmora? | PERSON Rasan, TOWN Belmora",
        "Who built the Rasan Bridge? | TOWN Rasan",
        "Was the University of Belmora large? | TOWN Belmora",
        "Who wrote the novel Silent River? | THING Silent River",
        "When did Edith Rasan leave? | PERSON Edith Rasan",
        "When did Rasan leave? | NAME Rasan",
        "Who led the NFL? | ORGANISATION NFL",
        "What is Rasan's book called? | NAME Rasan",
        "Did St. Rasan die? | PERSON Rasan",
        "Who crossed the Danube? | RIVER Danube",
        "Who saw J. R. Rasan? | NAME J. R. Rasan",
        "Who came to Saint-Rasan-sur-Mosk? | TOWN Saint-Rasan-sur-Mosk",
        "Who led the Dutch army on Monday, 5 May 1890? | PEOPLE Dutch, WEEKDAY Monday, DAY 5, MONTH May, YEAR 1890",
        "Who sold 1,250 old boats? | NUMBER 1,250, QUALITY old",
        "Who came second? | NUMBER second",
        "The bridge is old. | ''"
      })
  void whatATextNamesIsFoundWithItsKind(String text, String expected) {
    assertThat(
            Mentions.in(text, Context.NOTHING).stream()
                .map(each -> each.kind() + " " + each.text())
                .collect(Collectors.joining(", ")))
        .isEqualTo(expected);
  }

  @Test
  void theParagraphTellsWhatANameOfTheQuestionIs() {
    Context context = Context.of("Captain Rasan lived in Belmora.", "Did Rasan see Belmora?");
    assertThat(Mentions.in("Did Rasan see Belmora?", context))
        .extracting(Mention::kind)
        .containsExactly(Kind.PERSON, Kind.TOWN);
  }

  @Test
  void aWordThatIsSmallElsewhereIsNoNameAtTheStart() {
    assertThat(Mentions.in("Merchants came.", Context.of("All merchants left."))).isEmpty();
    assertThat(Mentions.in("Merchants came.", Context.NOTHING)).hasSize(1);
  }

  @Property
  void mentionsArePiecesOfTheTextInItsOrder(@ForAll String text) {
    int end = 0;
    for (Mention mention : Mentions.in(text, Context.NOTHING)) {
      assertThat(mention.start()).isGreaterThanOrEqualTo(end);
      assertThat(text.substring(mention.start(), mention.end())).isEqualTo(mention.text());
      end = mention.end();
    }
  }
}
