package skyhall.platform.settings;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import skyhall.platform.fault.FaultException;
import skyhall.platform.fault.PlatformFault;

/// The values of all settings of this installation, read once at the start and checked whole: after [#load] no
/// later read can fail.
public final class Settings {
    private static final String PREFIX = "SKYHALL_";

    /// Names in the environment that belong to the script around the server and not to the server.
    private static final List<String> SCRIPT_NAMES = List.of("SKYHALL_JAVA_HOME", "SKYHALL_CONFIG", "SKYHALL_HOME");

    private final Map<String, Object> values;

    private Settings(Map<String, Object> values) {
        this.values = values;
    }

    /// Reads `file` (which may be absent), lets the environment override it, and checks every name and value.
    ///
    /// @throws FaultException that names the first unknown or malformed setting and says where it stands
    public static Settings load(Path file, Map<String, String> environment, Collection<Setting<?>> known) {
        Map<String, Setting<?>> byName = new TreeMap<>();
        Map<String, Setting<?>> byEnvironmentName = new HashMap<>();
        for (Setting<?> setting : known) {
            if (byName.put(setting.name(), setting) != null) {
                throw new IllegalArgumentException("declared twice: " + setting.name());
            }
            byEnvironmentName.put(setting.environmentName(), setting);
        }
        Map<String, Written> written = new TreeMap<>();
        fromFile(file, byName, written);
        fromEnvironment(environment, byEnvironmentName, written);
        Map<String, Object> values = new HashMap<>();
        byName.forEach((name, setting) -> values.put(name, read(setting, written.get(name))));
        return new Settings(values);
    }

    /// All defaults; for tests.
    public static Settings defaults(Collection<Setting<?>> known) {
        return load(Path.of("/nonexistent/skyhall.conf"), Map.of(), known);
    }

    /// The setting's value.
    ///
    /// @throws IllegalArgumentException when the setting was not among those that were loaded: our own mistake
    @SuppressWarnings("unchecked") // put there by read(), from the same setting's reader
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting.name());
        if (value == null) {
            throw new IllegalArgumentException("not loaded: " + setting.name());
        }
        return (T) value;
    }

    private static void fromFile(Path file, Map<String, Setting<?>> known, Map<String, Written> written) {
        if (!Files.exists(file)) {
            return;
        }
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new FaultException(
                    PlatformFault.SETTING_MALFORMED,
                    "The file " + file + " cannot be read as UTF-8 lines of the form name=value: " + e.getMessage()
                            + ".",
                    e);
        }
        for (String name : lines.stringPropertyNames()) {
            if (!known.containsKey(name)) {
                throw unknown(name, file.toString(), known.keySet());
            }
            written.put(name, new Written(lines.getProperty(name).trim(), "in " + file));
        }
    }

    private static void fromEnvironment(
            Map<String, String> environment, Map<String, Setting<?>> known, Map<String, Written> written) {
        environment.forEach((name, text) -> {
            Setting<?> setting = known.get(name);
            if (setting != null) {
                written.put(setting.name(), new Written(text.trim(), "in the environment as " + name));
            } else if (name.startsWith(PREFIX) && !isTheScripts(name)) {
                throw unknown(name, "the environment", known.keySet());
            }
        });
    }

    private static boolean isTheScripts(String name) {
        return SCRIPT_NAMES.contains(name) || name.startsWith("SKYHALL_TEST_");
    }

    private static Object read(Setting<?> setting, @org.jspecify.annotations.Nullable Written written) {
        String text = written == null ? setting.defaultText() : written.text();
        try {
            return setting.reader().apply(text);
        } catch (RuntimeException e) {
            String where = written == null ? "by default" : written.where();
            throw new FaultException(
                    PlatformFault.SETTING_MALFORMED,
                    "'" + setting.name() + "' " + where + " is '" + text + "'; it must be " + setting.form() + ".",
                    e);
        }
    }

    private static FaultException unknown(String name, String where, Collection<String> known) {
        List<String> near = new ArrayList<>(known);
        near.sort(java.util.Comparator.comparingInt(candidate -> EditDistance.between(name, candidate)));
        return new FaultException(
                PlatformFault.SETTING_UNKNOWN,
                "'" + name + "' in " + where + " is no setting"
                        + (near.isEmpty() ? "." : "; the nearest is '" + near.getFirst() + "'."));
    }

    private record Written(String text, String where) {}
}
