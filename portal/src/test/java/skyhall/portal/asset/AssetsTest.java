package skyhall.portal.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// Assets have names that change with their content.
final class AssetsTest {
    private final Assets assets = new Assets(List.of());

    @Test
    void theNameHoldsAHashOfTheContent() {
        assertThat(assets.path("skyhall.css")).matches("/assets/skyhall\\.[0-9a-f]{16}\\.css");
        assertThat(Asset.of("a.css", new byte[] {1}).path())
                .isNotEqualTo(Asset.of("a.css", new byte[] {2}).path());
    }

    @Test
    void pagesLinkOurStyleAndBothScripts() {
        assertThat(assets.stylePaths()).hasSize(1);
        assertThat(assets.scriptPaths()).hasSize(2).anyMatch(path -> path.startsWith("/assets/htmx.min."));
    }

    @Test
    void theCompressedFormIsTheSame() throws IOException {
        Asset style = assets.at(assets.path("skyhall.css")).orElseThrow();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(style.compressed()))) {
            assertThat(in.readAllBytes()).isEqualTo(style.plain());
        }
        assertThat(style.compressed().length).isLessThan(style.plain().length / 3);
    }

    @Test
    void whatIsMissingOrNamedTwiceStopsTheStart() {
        assertThatThrownBy(() -> new Assets(List.of("skyhall/nowhere/x.css")))
                .hasMessageContaining("skyhall/nowhere/x.css");
        assertThatThrownBy(() -> new Assets(List.of("skyhall/portal/assets/skyhall.css")))
                .hasMessageContaining("skyhall.css");
        assertThatThrownBy(() -> assets.path("nothing.css")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theStyleNamesNobodyElsesFontOrBrand() {
        Asset style = assets.at(assets.path("skyhall.css")).orElseThrow();
        assertThat(new String(style.plain(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("prefers-color-scheme: dark", "forced-colors: active", "@media print")
                .doesNotContain("GDS Transport", "govuk", "http:", "https:");
    }
}
