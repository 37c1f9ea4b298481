package skyhall.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.S3Client;

@Tag("slow")
@ParameterizedClass
@EnumSource
final class S3cmdTest {
    private final RunningServer server;

    @TempDir
    Path folder;

    private String bucket = "";

    @SuppressWarnings("NullAway.Init") // set before each test
    private Tool s3cmd;

    S3cmdTest(Transport transport) {
        this.server = RunningServer.of(transport);
    }

    @BeforeEach
    void makeBucket() throws IOException {
        URI endpoint = server.endpoint();
        Path settings = Files.writeString(folder.resolve("s3cmd.conf"), """
                [default]
                access_key = %s
                secret_key = %s
                host_base = %s
                host_bucket = %s
                bucket_location = %s
                use_https = %s
                ca_certs_file = %s
                signature_v2 = False
                multipart_chunk_size_mb = 5
                guess_mime_type = True
                use_mime_magic = False
                """.formatted(
                        RunningServer.KEY,
                        RunningServer.SECRET,
                        endpoint.getAuthority(),
                        endpoint.getAuthority(),
                        RunningServer.REGION,
                        server.certificate().isPresent() ? "True" : "False",
                        server.certificate().map(Path::toString).orElse("")));
        s3cmd = Tool.named("s3cmd", folder, "-c", settings.toString(), "--no-progress");
        bucket = "s3://" + server.freshBucket();
        s3cmd.well("mb", bucket);
    }

    @Test
    void aTreeIsSyncedBothWays() throws IOException {
        Path files = SomeFiles.in(folder.resolve("up"));
        s3cmd.well("sync", files + "/", bucket + "/tree/");
        assertThat(s3cmd.well("ls", "--recursive", bucket)).contains(bucket + "/tree/名字/文件.txt");
        assertThat(s3cmd.well("ls", bucket + "/tree/")).contains("DIR", bucket + "/tree/folder/");
        s3cmd.well("sync", bucket + "/tree/", folder.resolve("down") + "/");
        SomeFiles.assertSame(files, folder.resolve("down"));
        Files.delete(files.resolve("plain.txt"));
        s3cmd.well("sync", "--delete-removed", files + "/", bucket + "/tree/");
        assertThat(s3cmd.well("ls", bucket + "/tree/")).doesNotContain("plain.txt");
        s3cmd.well("del", "--recursive", "--force", bucket);
        s3cmd.well("rb", bucket);
    }

    @Test
    void aLargeFileGoesInParts() throws IOException {
        Path large = SomeFiles.large(folder.resolve("large.bin"));
        s3cmd.well("put", large, bucket + "/large.bin");
        try (S3Client s3 = SdkClients.sync(server)) {
            String name = bucket.substring("s3://".length());
            assertThat(s3.headObject(b -> b.bucket(name).key("large.bin")).eTag())
                    .endsWith("-4\"");
        }
        s3cmd.well("get", bucket + "/large.bin", folder.resolve("back.bin"));
        assertThat(Files.mismatch(large, folder.resolve("back.bin"))).isEqualTo(-1);
        s3cmd.well("cp", bucket + "/large.bin", bucket + "/copy.bin");
        s3cmd.well("get", bucket + "/copy.bin", folder.resolve("copy.bin"));
        assertThat(Files.mismatch(large, folder.resolve("copy.bin"))).isEqualTo(-1);
    }

    @Test
    void headersAndInfo() throws IOException {
        Path file = Files.writeString(folder.resolve("note.txt"), "note");
        s3cmd.well("put", "--add-header", "x-amz-meta-colour:blue", file, bucket + "/note.txt");
        assertThat(s3cmd.well("info", bucket + "/note.txt"))
                .contains("text/plain", "x-amz-meta-colour", "blue", "MD5 sum:");
        s3cmd.well("mv", bucket + "/note.txt", bucket + "/moved.txt");
        assertThat(s3cmd.run("info", bucket + "/note.txt").exitCode()).isNotZero();
    }
}
