package skyhall.portal.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A place to go on to is a path of ours or nothing.
final class LocalPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/objects", "/objects?prefix=a%2Fb&after=%E4%B8%AD", "/a//b", "/a?next=https://x.example/"})
    void ours(String text) {
        assertThat(LocalPath.parse(text)).hasValue(new LocalPath(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "objects",
                "//x.example",
                "///x.example",
                "/\\x.example",
                "\\\\x.example",
                "http://x.example",
                "/\tx",
                "/a\r\nb",
                "/a b",
                "/a\\b",
                " /a",
                "/中",
                "javascript:alert(1)",
                "/\u0000"
            })
    void notOurs(String text) {
        assertThat(LocalPath.parse(text)).isEmpty();
    }

    @Test
    void noLongerThanAnAddressLine() {
        assertThat(LocalPath.parse("/" + "a".repeat(1999))).isPresent();
        assertThat(LocalPath.parse("/" + "a".repeat(2000))).isEmpty();
    }
}
