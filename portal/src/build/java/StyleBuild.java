import com.sass_lang.embedded_protocol.OutputStyle;
import de.larsgrefer.sass.embedded.SassCompiler;
import de.larsgrefer.sass.embedded.SassCompilerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Build step: turns one Sass file into one style sheet. Arguments: the Sass file, the style sheet to write.
/// `govuk/...` in an `@use` is found in the webjar of govuk-frontend, which is unpacked beside the target; the compiler
/// is the one that `sass-embedded-bundled` carries, so nothing is fetched from elsewhere. Does nothing when the style
/// sheet is newer than every source; another version of the library needs a clean build.
final class StyleBuild {
    private static final String MARK = "META-INF/resources/webjars/govuk-frontend/";

    private StyleBuild() {}

    public static void main(String[] arguments) throws Exception {
        Path source = Path.of(arguments[0]);
        Path target = Path.of(arguments[1]);
        if (isUpToDate(source.getParent(), target)) {
            return;
        }
        Path library = target.resolve("../../../../../sass-library").normalize();
        if (Files.notExists(library.resolve("govuk"))) {
            unpackLibrary(library);
        }
        Files.createDirectories(target.getParent());
        Files.writeString(target, compile(source, library));
    }

    private static boolean isUpToDate(Path sources, Path target) throws IOException {
        if (Files.notExists(target)) {
            return false;
        }
        FileTime made = Files.getLastModifiedTime(target);
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.getLastModifiedTime(file).compareTo(made) >= 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String compile(Path source, Path library) throws Exception {
        try (SassCompiler compiler = SassCompilerFactory.bundled()) {
            compiler.setOutputStyle(OutputStyle.COMPRESSED);
            compiler.setQuietDeps(true);
            compiler.setLoadPaths(List.of(source.getParent().toFile(), library.toFile()));
            return compiler.compileFile(source.toFile()).getCss();
        }
    }

    private static void unpackLibrary(Path library) throws IOException, URISyntaxException {
        URL jar = webjar();
        URI uri = URI.create("jar:" + jar.toString().substring("jar:".length(), jar.toString().indexOf('!')));
        try (FileSystem inside = FileSystems.newFileSystem(uri, Map.of());
                Stream<Path> versions = Files.list(inside.getPath(MARK))) {
            Path sass = versions.findFirst().orElseThrow().resolve("dist/govuk");
            copyTree(sass, library.resolve("govuk"));
        }
    }

    private static URL webjar() {
        URL url = StyleBuild.class.getClassLoader().getResource(MARK);
        if (url == null) {
            throw new IllegalStateException("govuk-frontend is not on the class path");
        }
        return url;
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(StyleBuild::isSass)::iterator) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                try (InputStream in = Files.newInputStream(file)) {
                    Files.copy(in, copy);
                }
            }
        }
    }

    private static boolean isSass(Path file) {
        return file.toString().endsWith(".scss");
    }
}
