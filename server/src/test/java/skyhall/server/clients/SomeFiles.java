package skyhall.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A small tree of files with names and lengths that clients stumble over.
final class SomeFiles {
    /// Above the point at which the clients cut a file into parts.
    static final int LARGE_BYTES = 17 * 1024 * 1024 + 3;

    private static final List<String> NAMES = List.of(
            "plain.txt",
            "folder/with space.txt",
            "folder/deeper/plus+and&equals=#hash?question.txt",
            "percent%2Fencoded%20.txt",
            "名字/文件.txt",
            "emoji-😀.bin",
            "é (composed).txt",
            "quote'and\"double.txt");
    private static final List<Integer> LENGTHS = List.of(0, 1, 16 * 1024, 16 * 1024 + 1, 100_000, 1_048_576);

    private SomeFiles() {}

    /// Makes them; the same at every run.
    static Path in(Path folder) throws IOException {
        Random random = new Random(7);
        for (int i = 0; i < NAMES.size(); i++) {
            write(folder.resolve(NAMES.get(i)), bytes(random, LENGTHS.get(i % LENGTHS.size())));
        }
        return folder;
    }

    static byte[] bytes(int length) {
        return bytes(new Random(length), length);
    }

    static Path large(Path file) throws IOException {
        return write(file, bytes(LARGE_BYTES));
    }

    static Path write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.write(file, bytes);
    }

    static void assertSame(Path expected, Path actual) throws IOException {
        assertThat(tree(actual)).isEqualTo(tree(expected));
    }

    private static SortedMap<String, String> tree(Path folder) throws IOException {
        SortedMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                tree.put(folder.relativize(file).toString(), digest(Files.readAllBytes(file)));
            }
        }
        return tree;
    }

    /// Length and a checksum: enough to tell two files apart, short enough to be read in a failure.
    private static String digest(byte[] bytes) {
        return bytes.length + " bytes, "
                + java.util.UUID.nameUUIDFromBytes(bytes).toString().substring(0, 8);
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
