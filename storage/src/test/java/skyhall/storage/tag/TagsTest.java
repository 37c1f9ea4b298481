package skyhall.storage.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import skyhall.platform.Seeds;
import skyhall.platform.fault.FaultException;
import skyhall.storage.fault.StorageFault;

final class TagsTest {
    @Test
    void whatIsStoredReadsBackWhateverItHolds() {
        Seeds.forEach(300, (random, seed) -> {
            Map<String, String> values = new TreeMap<>();
            for (int i = random.nextInt(Tags.MAX_ON_BUCKET + 1); i > 0; i--) {
                values.put(Seeds.text(random, "ab=&+ %é€😀/:", 8) + i, Seeds.text(random, "xy=&+ %漢;", 8));
            }
            assertThat(Tags.of(new Tags(values).text())).isEqualTo(new Tags(values));
        });
    }

    /// A bucket may have more tags than an object: reading it back must not ask by the object's limit.
    @Test
    void fiftyTagsOfABucketReadBack() {
        Tags fifty = Tags.ofXml(document(50), Tags.MAX_ON_BUCKET);
        assertThat(Tags.of(fifty.text())).isEqualTo(fifty).satisfies(tags -> assertThat(tags.values())
                .hasSize(50));
        refused(() -> Tags.ofXml(document(51), Tags.MAX_ON_BUCKET), "At most 50");
    }

    @Test
    void whatXmlSaysXmlTells() {
        Tags tags = Tags.ofXml(
                xml("<Tag><Key> a&amp;b </Key><Value/></Tag><Tag><Key>c</Key><Value>&lt;</Value></Tag>"), 10);
        assertThat(tags.values()).containsExactly(Map.entry(" a&b ", ""), Map.entry("c", "<"));
        assertThat(Tags.ofXml(tags.xml(), 10)).isEqualTo(tags);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a=1&b=2   | {a=1, b=2}
            b=2&a=1   | {a=1, b=2}
            a         | {a=}
            a=        | {a=}
            a=1=2     | {a=1=2}
            a+b=c%20d | {a b=c d}
            %E6%BC%A2=%F0%9F%98%80 | {漢=😀}
            """)
    void aHeaderIsReadAsAQuery(String header, String expected) {
        assertThat(Tags.ofHeader(header).values()).hasToString(expected);
    }

    @Test
    void noHeaderTextIsNoTags() {
        assertThat(Tags.ofHeader("")).isEqualTo(Tags.NONE);
        assertThat(Tags.of("")).isEqualTo(Tags.NONE);
        assertThat(Tags.NONE.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=1&a=2", "a=1&", "&", "=1", "aws:x=1", "a=%zz", "%ff=1"})
    void aHeaderThatIsNoneIsRefused(String header) {
        assertThatThrownBy(() -> Tags.ofHeader(header)).isInstanceOf(FaultException.class);
    }

    @Test
    void theLimitsAreThoseOfTheUserGuide() {
        String key = "😀".repeat(128);
        String value = "漢".repeat(256);
        assertThat(one(key, value).values()).containsEntry(key, value);
        refused(() -> one(key + "x", value), "TagKey");
        refused(() -> one(key, value + "x"), "TagValue");
        refused(() -> one("", "x"), "TagKey");
        refused(() -> one("aws:x", "x"), "System tags");
        String ten = IntStream.range(0, 10).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining("&"));
        assertThat(Tags.ofHeader(ten).values()).hasSize(Tags.MAX_ON_OBJECT);
        refused(() -> Tags.ofHeader(ten + "&more=v"), "At most 10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Tagging/>",
                "<Tagging><TagSet/><TagSet/></Tagging>",
                "<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>",
                "<Tagging><TagSet><Tag><Value>a</Value></Tag></TagSet></Tagging>",
                "<Tagging><TagSet><Tag><Key>a</Key><Key>b</Key><Value>c</Value></Tag></TagSet></Tagging>",
                "<Other/>",
                ""
            })
    void aDocumentThatIsNoneIsRefused(String document) {
        assertThatThrownBy(() -> Tags.ofXml(document.getBytes(StandardCharsets.UTF_8), 10))
                .isInstanceOf(FaultException.class)
                .extracting(e -> ((FaultException) e).fault())
                .isEqualTo(StorageFault.MALFORMED_XML);
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        refused(
                () -> Tags.ofXml(
                        xml("<Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>a</Key><Value>2</Value></Tag>"), 10),
                "same key");
    }

    @Test
    void anEmptyDocumentTakesAllTagsAway() {
        assertThat(Tags.ofXml(xml(""), 10)).isEqualTo(Tags.NONE);
    }

    private static Tags one(String key, String value) {
        return Tags.ofXml(xml("<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>"), 10);
    }

    private static byte[] document(int count) {
        return xml(IntStream.range(0, count)
                .mapToObj(i -> "<Tag><Key>key " + i + "</Key><Value>&amp;=" + i + "</Value></Tag>")
                .collect(Collectors.joining()));
    }

    private static byte[] xml(String tags) {
        return ("<Tagging><TagSet>" + tags + "</TagSet></Tagging>").getBytes(StandardCharsets.UTF_8);
    }

    private static void refused(Runnable call, String sentence) {
        assertThatThrownBy(call::run).isInstanceOf(FaultException.class).hasMessageContaining(sentence);
    }
}
