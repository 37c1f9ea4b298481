package skyhall.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every component as a browser gets it.
final class ComponentGalleryTest {
    private static RunningPortal portal;
    private static String page;

    @BeforeAll
    static void open() {
        portal = RunningPortal.start();
        page = portal.browser().signedInAs("lin").get("/objects/gallery").body();
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @Test
    void whatIsWrongIsSaidAboveAndAtTheField() {
        assertThat(page)
                .contains("<li><a href=\"#bucket\">A bucket’s name holds no spaces</a></li>")
                .contains("aria-describedby=\"bucket-hint bucket-error\" aria-invalid=\"true\" required>")
                .doesNotContain("href=\"#fine\"");
    }

    @Test
    void anOptionalFieldIsNotRequiredAndAPasswordIsNeverShown() {
        assertThat(element("id=\"fine\"")).doesNotContain("required", "aria-invalid");
        assertThat(element("id=\"secret\"")).contains("type=\"password\"").doesNotContain("value=");
    }

    @Test
    void choicesBelongToAQuestion() {
        assertThat(page).contains("<legend class=\"sky-label\">Keep old versions</legend>");
        assertThat(element("id=\"keep-0\"")).contains("type=\"radio\"", "checked", "aria-describedby=\"keep-0-hint\"");
        assertThat(element("id=\"keep-1\"")).doesNotContain("checked", "aria-describedby");
        assertThat(element("value=\"s\"")).contains("selected");
    }

    @Test
    void tablesHaveACaptionAndEscapeWhatStrangersWrote() {
        assertThat(page)
                .contains("<caption>Objects</caption>", "&lt;script&gt;.txt")
                .contains("<td class=\"sky-numeric\">1.5 MiB</td>")
                .doesNotContain("<script>.txt");
    }

    @Test
    void everyIdIsOnceAndEveryReferenceLeadsSomewhere() {
        List<String> ids = all(" id=\"([^\"]+)\"");
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        Set<String> known = new HashSet<>(ids);
        assertThat(known).containsAll(all(" for=\"([^\"]+)\""));
        assertThat(known).containsAll(all("aria-labelledby=\"([^\"]+)\""));
        assertThat(known).containsAll(all("href=\"#([^\"]{2,})\""));
    }

    @Test
    void theWayHereIsShown() {
        assertThat(page)
                .contains(
                        "<li><a href=\"/\">Home</a></li>",
                        "<li><a href=\"/objects/harbour-plans\">harbour-plans</a></li>");
    }

    private static List<String> all(String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String element(String mark) {
        int at = page.indexOf(mark);
        assertThat(at).as(mark).isPositive();
        return page.substring(page.lastIndexOf('<', at), page.indexOf('>', at));
    }
}
