package skyhall.portal.language;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A language that every page exists in.
public enum Language {
    ENGLISH("en", Locale.UK, "English"),
    CHINESE("zh", Locale.SIMPLIFIED_CHINESE, "中文");

    private final String code;
    private final Locale locale;
    private final String ownName;

    Language(String code, Locale locale, String ownName) {
        this.code = code;
        this.locale = locale;
        this.ownName = ownName;
    }

    /// The suffix of its message files and the value of its cookie: `en`, `zh`.
    public String code() {
        return code;
    }

    /// How it writes dates and numbers.
    public Locale locale() {
        return locale;
    }

    /// For the `lang` attribute (BCP 47).
    public String tag() {
        return this == CHINESE ? "zh-Hans" : code;
    }

    /// Its name in itself, for the language switch.
    public String ownName() {
        return ownName;
    }

    /// The language with this code, or empty.
    public static Optional<Language> parse(String code) {
        return Arrays.stream(values())
                .filter(language -> language.code.equals(code))
                .findFirst();
    }

    /// The best of ours for an `Accept-Language` header (RFC 9110, 12.5.4); English when it names none of ours or
    /// cannot be read.
    public static Language bestFor(String acceptLanguage) {
        List<Locale.LanguageRange> ranges;
        try {
            ranges = Locale.LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException e) {
            return ENGLISH;
        }
        return ranges.stream()
                .filter(range -> range.getWeight() > 0)
                .flatMap(range -> parse(range.getRange().split("-")[0]).stream())
                .findFirst()
                .orElse(ENGLISH);
    }
}
