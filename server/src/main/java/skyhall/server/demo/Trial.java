package skyhall.server.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Pastes the guide's lines into a shell, as a visitor would, and looks at what they say.
final class Trial {
    private static final int PATIENCE_SECONDS = 120;

    private final Guide guide;
    private final PrintStream out;

    Trial(Guide guide, PrintStream out) {
        this.guide = guide;
        this.out = out;
    }

    /// A client, its line, and what is wrong with its answer (empty: nothing).
    private record Client(String program, String line, Function<byte[], Optional<String>> judge) {}

    boolean allWell() {
        Shelf licences = guide.shelves().getFirst();
        Sample sample = Sample.of(guide.shelves());
        List<Client> clients = List.of(
                new Client("aws", guide.awsLine(), answer -> listing(answer, licences, 2)),
                new Client("curl", guide.curlLine(), answer -> bytes(answer, sample)),
                new Client("rclone", guide.rcloneLine(), answer -> listing(answer, licences, 0)));
        boolean well = true;
        for (Client client : clients) {
            well &= run(client);
        }
        return well;
    }

    private boolean run(Client client) {
        try {
            if (shell("command -v " + client.program()).exitCode() != 0) {
                out.println("skipped  " + client.program() + " is not installed");
                return true;
            }
            long begin = System.nanoTime();
            Answer answer = shell(client.line());
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            Optional<String> trouble = answer.exitCode() != 0
                    ? Optional.of("it ended with " + answer.exitCode() + ": " + answer.complaint())
                    : client.judge().apply(answer.bytes());
            out.println(trouble.map(what -> "FAILED   " + client.program() + ": " + what)
                    .orElse("well     " + client.program() + ", " + millis + " ms"));
            return trouble.isEmpty();
        } catch (IOException e) {
            out.println("FAILED   " + client.program() + ": " + e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Compares a listing, one object a line, with the shelf: every file's size must stand in its
    /// column.
    private static Optional<String> listing(byte[] answer, Shelf shelf, int sizeColumn) {
        List<String> lines = new String(answer, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (lines.size() != shelf.files().size()) {
            return Optional.of(
                    lines.size() + " objects were listed and " + shelf.files().size() + " were put");
        }
        long listed = lines.stream()
                .mapToLong(line -> Long.parseLong(line.strip().split("\\s+", -1)[sizeColumn]))
                .sum();
        return listed == shelf.sizeBytes()
                ? Optional.empty()
                : Optional.of("the listed sizes come to " + listed + ", the files to " + shelf.sizeBytes());
    }

    private static Optional<String> bytes(byte[] answer, Sample sample) {
        try {
            return Arrays.equals(answer, Files.readAllBytes(sample.file()))
                    ? Optional.empty()
                    : Optional.of(sample.key() + " came back changed");
        } catch (IOException e) {
            return Optional.of(String.format(Locale.ROOT, "%s cannot be read", sample.file()));
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answer(int exitCode, byte[] bytes, String complaint) {}

    private static Answer shell(String line) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line);
        for (String name : List.of("no_proxy", "NO_PROXY")) {
            builder.environment().put(name, "127.0.0.1,localhost,::1"); // the server is here, whatever proxy there is
        }
        builder.environment()
                .remove("AWS_CA_BUNDLE"); // meant for servers elsewhere; rclone 1.60 refuses to start with it
        Process process = builder.start();
        process.getOutputStream().close();
        ByteArrayOutputStream complaint = new ByteArrayOutputStream();
        Thread listener = Thread.ofVirtual().start(() -> copyQuietly(process, complaint));
        Thread guard = Thread.ofVirtual().start(() -> endLate(process));
        byte[] bytes = process.getInputStream().readAllBytes();
        int exitCode = process.waitFor();
        listener.join();
        guard.interrupt();
        return new Answer(
                exitCode, bytes, complaint.toString(StandardCharsets.UTF_8).strip());
    }

    private static void copyQuietly(Process process, ByteArrayOutputStream complaint) {
        try {
            process.getErrorStream().transferTo(complaint);
        } catch (IOException _) {
            // the process is gone; its exit code says enough
        }
    }

    private static void endLate(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
