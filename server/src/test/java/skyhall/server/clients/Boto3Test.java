package skyhall.server.clients;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The round trip itself is `boto3_round_trip.py`; it prints a line for each of its steps.
@Tag("slow")
@ParameterizedClass
@EnumSource
final class Boto3Test {
    private static final String RECENT =
            "import boto3,sys; sys.exit(tuple(map(int, boto3.__version__.split('.')[:2])) < (1, 36))";

    private final RunningServer server;

    @TempDir
    Path folder;

    Boto3Test(Transport transport) {
        this.server = RunningServer.of(transport);
    }

    @Test
    void everyStepOfTheRoundTrip() throws IOException {
        Tool python = Tool.named("python3", folder);
        Assumptions.assumeTrue(
                python.run("-c", RECENT).exitCode() == 0,
                "boto3 1.36 or later is not installed on this machine; its round trip was skipped.");
        Path script = folder.resolve("round_trip.py");
        try (InputStream text = Objects.requireNonNull(getClass().getResourceAsStream("boto3_round_trip.py"))) {
            Files.copy(text, script);
        }
        String trusted = server.certificate().map(Path::toString).orElse("");
        System.out.println(python.with("AWS_EC2_METADATA_DISABLED", "true")
                .well(
                        script,
                        server.endpoint(),
                        RunningServer.KEY,
                        RunningServer.SECRET,
                        server.freshBucket(),
                        trusted));
    }
}
