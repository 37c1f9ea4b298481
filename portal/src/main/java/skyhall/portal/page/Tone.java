package skyhall.portal.page;

import java.util.Locale;

/// What a tag or a banner wants to say by its colour. The text says it too: colour alone reaches not everybody.
public enum Tone {
    NEUTRAL,
    INFO,
    GOOD,
    CAUTION,
    BAD;

    /// The ending of its CSS class.
    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}
