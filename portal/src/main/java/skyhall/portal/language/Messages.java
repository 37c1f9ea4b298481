package skyhall.portal.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// All messages of all modules in every language, read once at the start.
///
/// A bundle `skyhall/portal/messages` is the files `skyhall/portal/messages_en.properties` and `..._zh.properties` in
/// UTF-8. Placeholders are `{0}`, `{1}`; an apostrophe is an apostrophe.
public final class Messages {
    private final Map<Language, Map<String, String>> texts = new EnumMap<>(Language.class);

    private Messages() {
        for (Language language : Language.values()) {
            texts.put(language, new TreeMap<>());
        }
    }

    /// Reads the bundles.
    ///
    /// @throws IllegalStateException when a file is missing, a key is in two bundles, or a language lacks a key
    public static Messages read(Collection<String> bundles) {
        Messages messages = new Messages();
        for (String bundle : bundles) {
            for (Language language : Language.values()) {
                messages.add(bundle + "_" + language.code() + ".properties", language);
            }
        }
        messages.requireSameKeys();
        return messages;
    }

    /// The text as written, with its placeholders.
    ///
    /// @throws IllegalArgumentException when there is no such key: our own mistake
    String pattern(Language language, String key) {
        return find(language, key).orElseThrow(() -> new IllegalArgumentException("no message: " + key));
    }

    Optional<String> find(Language language, String key) {
        return Optional.ofNullable(of(language).get(key));
    }

    /// Every key, sorted.
    public Set<String> keys() {
        return new TreeSet<>(of(Language.ENGLISH).keySet());
    }

    private Map<String, String> of(Language language) {
        return java.util.Objects.requireNonNull(texts.get(language));
    }

    private void add(String file, Language language) {
        Properties lines = new Properties();
        try (InputStream in = Messages.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no message file " + file);
            }
            lines.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        for (String key : lines.stringPropertyNames()) {
            if (of(language).put(key, lines.getProperty(key)) != null) {
                throw new IllegalStateException("message " + key + " of " + file + " is in another bundle too");
            }
        }
    }

    private void requireSameKeys() {
        for (Language language : Language.values()) {
            Set<String> missing = new TreeSet<>(keys());
            missing.removeAll(of(language).keySet());
            Set<String> extra = new TreeSet<>(of(language).keySet());
            extra.removeAll(keys());
            if (!missing.isEmpty() || !extra.isEmpty()) {
                throw new IllegalStateException(
                        language + " lacks the messages " + missing + " and alone has " + extra);
            }
        }
    }
}
