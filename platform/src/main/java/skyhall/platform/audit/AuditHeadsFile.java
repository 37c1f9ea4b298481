package skyhall.platform.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import skyhall.platform.identity.OrganisationId;

/// The file of heads, outside the database: lines are only ever added, and synced before the call returns.
///
/// A line is `<instant> <organisation> <sequence> <hash> end`. A last line that a crash cut short is passed over.
/// With several servers each writes its own file; the verifier takes all of them.
public final class AuditHeadsFile {
    private final Path file;

    public AuditHeadsFile(Path file) {
        this.file = file;
    }

    void add(Instant now, List<AuditHead> heads) {
        // A crash may have left half a line: the line feed in front keeps ours whole, and empty lines mean nothing.
        StringBuilder lines = new StringBuilder("\n");
        for (AuditHead head : heads) {
            lines.append("%s %d %d %s end\n".formatted(now, head.organisation().value(), head.sequence(), head.hash()));
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the audit heads to " + file, e);
        }
    }

    /// Every head in the file, oldest first; none when there is no file.
    ///
    /// @throws UncheckedIOException when the file cannot be read
    List<AuditHead> heads() {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<AuditHead> heads = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.filter(line -> line.endsWith(" end")).forEach(line -> {
                String[] words = line.split(" ");
                heads.add(new AuditHead(
                        new OrganisationId(Long.parseLong(words[1])), Long.parseLong(words[2]), words[3]));
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the audit heads in " + file, e);
        }
        return heads;
    }
}
