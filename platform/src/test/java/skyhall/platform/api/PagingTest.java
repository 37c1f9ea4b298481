package skyhall.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.platform.Seeds;
import skyhall.platform.fault.FaultException;

final class PagingTest {
    @Test
    void aCursorReadsBackAsItWasGiven() {
        Seeds.forEach(300, (random, seed) -> {
            String key = Seeds.text(random, "abcXYZ019/._- é€😀", 40);
            assertThat(Cursor.parse(new Cursor(key).text())).isEqualTo(new Cursor(key));
        });
    }

    @Test
    void aStrangersTextIsACursorOrAFault() {
        Seeds.forEach(300, (random, seed) -> {
            String text = Seeds.anyText(random, 40);
            try {
                assertThat(Cursor.parse(text).text()).isEqualTo(text);
            } catch (FaultException e) {
                assertThat(e.fault().code()).isEqualTo("SKY-1210");
            }
        });
    }

    @Test
    void aClippedCursorIsNoticed() {
        String text = new Cursor("a/folder/key").text();
        assertThatThrownBy(() -> Cursor.parse(text.substring(0, text.length() - 3)))
                .isInstanceOf(FaultException.class);
    }

    @Test
    void thePagesTogetherAreTheList() {
        Seeds.forEach(300, (random, seed) -> {
            TreeSet<Integer> list = new TreeSet<>();
            random.ints(random.nextInt(60), 0, 501).forEach(list::add);
            assertThat(gathered(list, 1 + random.nextInt(9))).containsExactlyElementsOf(list);
        });
    }

    private static List<Integer> gathered(NavigableSet<Integer> list, int limit) {
        List<Integer> gathered = new ArrayList<>();
        Optional<Cursor> after = Optional.empty();
        do {
            int begin = after.map(cursor -> Integer.parseInt(cursor.afterKey())).orElse(-1);
            List<Integer> fetched =
                    list.tailSet(begin, false).stream().limit(limit + 1L).toList();
            Page<Integer> page = Page.of(fetched, limit, Object::toString);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            gathered.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return gathered;
    }

    @Test
    void theLinkLeadsToTheNextPageAndIsAbsentOnTheLast() {
        Page<String> page = Page.of(List.of("a", "b", "c"), 2, text -> text);
        assertThat(page.linkHeader("/api/v1/faults", 2))
                .contains("</api/v1/faults?cursor=" + new Cursor("b").text() + "&limit=2>; rel=\"next\"");
        assertThat(Page.of(List.of("a"), 2, text -> text).linkHeader("/x", 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "ten", "", "99999999999"})
    void aLimitOutOfRangeIsRefused(String limit) {
        assertThatThrownBy(() -> PageRequest.parse(Optional.empty(), Optional.of(limit)))
                .isInstanceOf(FaultException.class);
    }

    @Test
    void withoutParametersTheFirstHundredAreMeant() {
        assertThat(PageRequest.parse(Optional.empty(), Optional.empty()))
                .isEqualTo(new PageRequest(Optional.empty(), 100));
    }
}
