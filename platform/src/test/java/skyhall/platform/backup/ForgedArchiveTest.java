package skyhall.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives that nobody of ours wrote: each trick is refused by name, and nothing appears outside of the target.
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
final class ForgedArchiveTest {
    @TempDir
    Path temporary;

    private final Backup backup = new Backup(InstantSource.system(), "0.1.0");

    /// An archive under construction, whose manifest says of every entry what the entry is, unless told otherwise.
    private static final class Forgery {
        private final List<TarArchiveEntry> entries = new ArrayList<>();
        private final List<String> contents = new ArrayList<>();
        private final StringBuilder manifest =
                new StringBuilder("skyhall-backup 1\nproduct 0.1.0\nwritten now\ndatabase external\n");

        Forgery() {
            entry(directory("data/"), "d 755 0 0 0 - .");
        }

        static TarArchiveEntry directory(String name) {
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setMode(0040755);
            return entry;
        }

        Forgery entry(TarArchiveEntry entry, String line) {
            return entry(entry, "", line);
        }

        Forgery entry(TarArchiveEntry entry, String content, String line) {
            entry.setSize(content.length());
            entries.add(entry);
            contents.add(content);
            return line.isEmpty() ? this : list(line);
        }

        Forgery file(String name, String content) {
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setMode(0100644);
            return entry(entry, content, "");
        }

        Forgery list(String line) {
            manifest.append(line).append('\n');
            return this;
        }

        Forgery fileAsListed(String path, String content) {
            return file("data/" + path, content)
                    .list("f 644 0 0 " + content.length() + " " + sha256(content) + " " + path);
        }

        Path write(Path target, String... after) throws IOException {
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(target))) {
                for (int i = 0; i < entries.size(); i++) {
                    put(tar, entries.get(i), contents.get(i));
                }
                put(tar, new TarArchiveEntry(Manifest.NAME), manifest.toString());
                put(tar, new TarArchiveEntry(Manifest.HASH_NAME), sha256(manifest.toString()) + "  MANIFEST\n");
                for (String name : after) {
                    put(tar, new TarArchiveEntry(name), "more");
                }
            }
            return target;
        }

        private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, String content) throws IOException {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            entry.setSize(bytes.length);
            tar.putArchiveEntry(entry);
            tar.write(bytes);
            tar.closeArchiveEntry();
        }

        private static String sha256(String text) {
            var digest = Sha256.digest();
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            return Sha256.hex(digest);
        }
    }

    private void assertDamaged(Forgery forgery, String reason, String... after) throws IOException {
        Path target = temporary.resolve("in/target");
        BackupOutcome outcome =
                backup.restore(forgery.write(temporary.resolve("forged.tar"), after), target, BackupProgress.NONE);
        assertThat(outcome).isInstanceOfSatisfying(BackupOutcome.Damaged.class, damaged -> assertThat(damaged.reason())
                .contains(reason));
        assertThat(temporary.resolve("in")).isEmptyDirectory();
        assertThat(temporary.resolve("escaped")).doesNotExist();
    }

    @Test
    void anHonestForgeryPasses() throws IOException {
        Path archive = new Forgery().fileAsListed("a", "content").write(temporary.resolve("honest.tar"));
        assertThat(backup.restore(archive, temporary.resolve("target"), BackupProgress.NONE))
                .isInstanceOf(BackupOutcome.Restored.class);
        assertThat(temporary.resolve("target/a")).hasContent("content");
    }

    @Test
    void namesThatLeadOutAreRefused() throws IOException {
        for (String name : List.of("../escaped", "a/../../escaped", "/escaped", "a//escaped", "./escaped", "..")) {
            assertDamaged(new Forgery().fileAsListed(name, "x"), "leads out");
        }
    }

    @Test
    void linksAndDevicesAreRefused() throws IOException {
        for (byte kind : new byte[] {'1', '2', '3', '4', '6'}) {
            TarArchiveEntry entry = new TarArchiveEntry("data/trick", kind);
            entry.setLinkName("/etc/passwd");
            assertDamaged(new Forgery().entry(entry, "f 644 0 0 0 - trick"), "neither a file nor a directory");
        }
    }

    @Test
    void aFileThroughALinkCannotComeSinceTheLinkCannot() throws IOException {
        TarArchiveEntry link = new TarArchiveEntry("data/link", (byte) '2');
        link.setLinkName(temporary.toString());
        assertDamaged(
                new Forgery().entry(link, "d 755 0 0 0 - link").fileAsListed("link/escaped", "x"),
                "neither a file nor a directory");
    }

    @Test
    void missingExtraAndChangedFilesAreNamed() throws IOException {
        assertDamaged(new Forgery().list("f 644 0 0 1 " + "0".repeat(64) + " gone"), "'gone'");
        assertDamaged(new Forgery().file("data/extra", "x"), "'extra'");
        assertDamaged(
                new Forgery().file("data/a", "new").list("f 644 0 0 3 " + Forgery.sha256("old") + " a"),
                "'a' was changed");
    }

    @Test
    void aChangedModeOrOwnerIsAChange() throws IOException {
        assertDamaged(
                new Forgery().file("data/a", "x").list("f 600 0 0 1 " + Forgery.sha256("x") + " a"), "'a' was changed");
        assertDamaged(
                new Forgery().file("data/a", "x").list("f 644 7 0 1 " + Forgery.sha256("x") + " a"), "'a' was changed");
    }

    @Test
    void theSamePathTwiceIsRefused() throws IOException {
        assertDamaged(new Forgery().fileAsListed("a", "x").fileAsListed("a", "y"), "comes twice");
        assertDamaged(new Forgery().fileAsListed("nowhere/a", "x"), "before its directory");
    }

    @Test
    void nothingMayFollowTheManifest() throws IOException {
        assertDamaged(new Forgery(), "after the manifest", "data/late");
    }

    @Test
    void anotherFormatIsRefused() throws IOException {
        Forgery forgery = new Forgery();
        forgery.manifest.replace(0, "skyhall-backup 1".length(), "skyhall-backup 2");
        assertDamaged(forgery, "skyhall-backup 2");
    }

    @Test
    void whatIsNoTarIsDamagedToo() throws IOException {
        Path text = Files.writeString(temporary.resolve("text.tar"), "no tar at all ".repeat(1000));
        assertThat(backup.verify(text, BackupProgress.NONE)).isInstanceOf(BackupOutcome.Damaged.class);
        Path empty = Files.writeString(temporary.resolve("empty.tar"), "");
        assertThat(backup.verify(empty, BackupProgress.NONE)).isInstanceOf(BackupOutcome.Damaged.class);
    }
}
