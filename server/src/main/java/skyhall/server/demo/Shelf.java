package skyhall.server.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import skyhall.storage.bucket.BucketName;

/// A bucket of the demonstration, and the files of this machine that belong in it.
///
/// @param files by the key that each will have
record Shelf(BucketName bucket, SortedMap<String, Path> files) {
    static final BucketName LICENCES = new BucketName("demo-licences");
    static final BucketName DOCUMENTS = new BucketName("demo-documents");

    private static final int DEEPEST = 8;

    /// What there is to show: the licences that came with the JDK, and the project's documents.
    ///
    /// @param documents the project's folder; its `docs`, `examples` and the texts at its top are taken
    static List<Shelf> all(List<Path> documents) {
        List<Shelf> shelves = new ArrayList<>();
        shelves.add(new Shelf(LICENCES, under(Path.of(System.getProperty("java.home"), "legal"))));
        SortedMap<String, Path> texts = new TreeMap<>();
        for (Path folder : documents) {
            texts.putAll(topTexts(folder));
            for (String within : List.of("docs", "examples")) {
                under(folder.resolve(within)).forEach((key, file) -> texts.put(within + "/" + key, file));
            }
        }
        shelves.add(new Shelf(DOCUMENTS, texts));
        return shelves;
    }

    long sizeBytes() {
        return files.values().stream().mapToLong(Shelf::size).sum();
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Path> topTexts(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            SortedMap<String, Path> texts = new TreeMap<>();
            entries.filter(Files::isRegularFile)
                    .filter(file -> isText(file.getFileName().toString()))
                    .forEach(file -> texts.put(file.getFileName().toString(), file));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isText(String name) {
        return name.endsWith(".md") || name.equals("LICENSE") || name.equals("NOTICE");
    }

    /// All regular files beneath, links followed: the JDK links licences that several of its modules
    /// share.
    private static SortedMap<String, Path> under(Path folder) {
        SortedMap<String, Path> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> found = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            found.filter(Files::isRegularFile)
                    .forEach(file -> files.put(folder.relativize(file).toString(), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
