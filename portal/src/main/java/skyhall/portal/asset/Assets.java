package skyhall.portal.asset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// Every asset of the portal and of the modules, read once at the start.
public final class Assets {
    /// Where they are served.
    public static final String PREFIX = "/assets/";

    private static final List<String> OWN = List.of(
            "skyhall/portal/assets/skyhall.css",
            "skyhall/portal/assets/skyhall.js",
            "skyhall/portal/assets/mark.svg",
            htmx());

    private final Map<String, Asset> byName = new HashMap<>();
    private final Map<String, Asset> byPath = new HashMap<>();
    private final List<String> stylePaths = new ArrayList<>();
    private final List<String> scriptPaths = new ArrayList<>();

    /// Reads the portal's own assets and those that modules add. Pages link every style sheet and script in this order.
    ///
    /// @param added resources of the class path, such as `skyhall/storage/assets/storage.css`
    /// @throws IllegalStateException when one is missing or two have the same file name
    public Assets(Collection<String> added) {
        OWN.forEach(this::add);
        added.forEach(this::add);
    }

    /// The path under which browsers find the asset of this file name.
    ///
    /// @throws IllegalArgumentException when there is none: our own mistake
    public String path(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("no asset: " + name);
        }
        return asset.path();
    }

    /// Paths of all style sheets.
    public List<String> stylePaths() {
        return stylePaths;
    }

    /// Paths of all scripts.
    public List<String> scriptPaths() {
        return scriptPaths;
    }

    Optional<Asset> at(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private void add(String resource) {
        Asset asset = Asset.of(resource.substring(resource.lastIndexOf('/') + 1), bytes(resource));
        if (byName.put(asset.name(), asset) != null) {
            throw new IllegalStateException("two assets are named " + asset.name());
        }
        byPath.put(asset.path(), asset);
        if (asset.name().endsWith(".css")) {
            stylePaths.add(asset.path());
        } else if (asset.name().endsWith(".js")) {
            scriptPaths.add(asset.path());
        }
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no asset at " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /// The webjar's folder is named by its version, which only the root POM knows.
    private static String htmx() {
        String file = "META-INF/maven/org.webjars.npm/htmx.org/pom.properties";
        Properties lines = new Properties();
        try (InputStream in = Assets.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("htmx is not on the class path");
            }
            lines.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return "META-INF/resources/webjars/htmx.org/" + lines.getProperty("version") + "/dist/htmx.min.js";
    }
}
