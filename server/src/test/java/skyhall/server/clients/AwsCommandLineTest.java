package skyhall.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("slow")
@ParameterizedClass
@EnumSource
final class AwsCommandLineTest {
    private final RunningServer server;

    @TempDir
    Path folder;

    private String bucket = "";

    @SuppressWarnings("NullAway.Init") // set before each test
    private Tool aws;

    AwsCommandLineTest(Transport transport) {
        this.server = RunningServer.of(transport);
    }

    @BeforeEach
    void makeBucket() {
        bucket = server.freshBucket();
        aws = Tool.named("aws", folder, "--endpoint-url", server.endpoint().toString())
                .with("AWS_ACCESS_KEY_ID", RunningServer.KEY)
                .with("AWS_SECRET_ACCESS_KEY", RunningServer.SECRET)
                .with("AWS_DEFAULT_REGION", RunningServer.REGION)
                .with("AWS_EC2_METADATA_DISABLED", "true");
        // in us-east-1 it would sign links by the old Version 2
        aws.well("configure", "set", "default.s3.signature_version", "s3v4");
        server.certificate().ifPresent(pem -> aws.with("AWS_CA_BUNDLE", pem));
        aws.well("s3", "mb", "s3://" + bucket);
    }

    @Test
    void aTreeGoesUpAndComesBack() throws IOException {
        Path files = SomeFiles.in(folder.resolve("up"));
        aws.well("s3", "sync", files, "s3://" + bucket + "/tree");
        assertThat(aws.well("s3", "sync", files, "s3://" + bucket + "/tree")).isBlank();
        aws.well("s3", "cp", "--recursive", "s3://" + bucket + "/tree", folder.resolve("down"));
        SomeFiles.assertSame(files, folder.resolve("down"));
        assertThat(aws.well("s3", "ls", "--recursive", "s3://" + bucket + "/"))
                .contains("tree/名字/文件.txt", "tree/folder/deeper/plus+and&equals=#hash?question.txt");
        assertThat(aws.well("s3", "ls", "s3://" + bucket + "/tree/")).contains("PRE folder/", "plain.txt");
        Files.delete(files.resolve("plain.txt"));
        assertThat(aws.well("s3", "sync", "--delete", files, "s3://" + bucket + "/tree"))
                .contains("tree/plain.txt");
        aws.well("s3", "rm", "--recursive", "s3://" + bucket);
        aws.well("s3", "rb", "s3://" + bucket);
    }

    @Test
    void aLargeFileGoesInParts() throws IOException {
        Path large = SomeFiles.large(folder.resolve("large.bin"));
        aws.well("s3", "cp", large, "s3://" + bucket + "/large.bin");
        aws.well("s3", "cp", "s3://" + bucket + "/large.bin", folder.resolve("back.bin"));
        assertThat(Files.mismatch(large, folder.resolve("back.bin"))).isEqualTo(-1);
        assertThat(aws.well("s3api", "head-object", "--bucket", bucket, "--key", "large.bin"))
                .containsPattern("\"ETag\": \"\\\\\"[0-9a-f]{32}-3\\\\\"\"");
        aws.well("s3", "cp", "s3://" + bucket + "/large.bin", "s3://" + bucket + "/copy.bin");
        aws.well("s3", "mv", "s3://" + bucket + "/copy.bin", folder.resolve("moved.bin"));
        assertThat(Files.mismatch(large, folder.resolve("moved.bin"))).isEqualTo(-1);
    }

    @Test
    void versionsComeBack() throws IOException {
        aws.well("s3api", "put-bucket-versioning", "--bucket", bucket, "--versioning-configuration", "Status=Enabled");
        String first = put("one");
        String second = put("two");
        assertThat(first).isNotEqualTo(second);
        aws.well("s3api", "delete-object", "--bucket", bucket, "--key", "key");
        assertThat(aws.run("s3api", "get-object", "--bucket", bucket, "--key", "key", "gone")
                        .text())
                .contains("NoSuchKey");
        aws.well("s3api", "get-object", "--bucket", bucket, "--key", "key", "--version-id", first, "old");
        assertThat(folder.resolve("old")).hasContent("one");
        assertThat(aws.well(
                                "s3api",
                                "list-object-versions",
                                "--bucket",
                                bucket,
                                "--query",
                                "[length(Versions), length(DeleteMarkers)]",
                                "--output",
                                "text")
                        .strip())
                .isEqualTo("2\t1");
    }

    @Test
    void checksumsTagsAndConditions() throws IOException {
        Path file = Files.writeString(folder.resolve("body"), "body");
        for (String algorithm : new String[] {"CRC32", "SHA1", "SHA256"}) {
            String said = aws.well(
                    "s3api",
                    "put-object",
                    "--bucket",
                    bucket,
                    "--key",
                    "k",
                    "--body",
                    file,
                    "--checksum-algorithm",
                    algorithm);
            assertThat(said).contains("\"Checksum" + algorithm + "\"");
            aws.well("s3api", "get-object", "--checksum-mode", "ENABLED", "--bucket", bucket, "--key", "k", "back");
        }
        assertThat(aws.run(
                                "s3api",
                                "put-object",
                                "--bucket",
                                bucket,
                                "--key",
                                "k",
                                "--body",
                                file,
                                "--if-none-match",
                                "*")
                        .text())
                .contains("PreconditionFailed");
        aws.well(
                "s3api",
                "put-object-tagging",
                "--bucket",
                bucket,
                "--key",
                "k",
                "--tagging",
                "TagSet=[{Key=colour,Value=blå}]");
        assertThat(aws.well("s3api", "get-object-tagging", "--bucket", bucket, "--key", "k", "--output", "text"))
                .contains("colour\tblå");
    }

    @Test
    void aPresignedLinkNeedsNoKey() throws IOException {
        Path file = SomeFiles.write(folder.resolve("body"), SomeFiles.bytes(50_000));
        aws.well("s3", "cp", file, "s3://" + bucket + "/a b+c.bin");
        String link = aws.well("s3", "presign", "s3://" + bucket + "/a b+c.bin").strip();
        Tool curl = Tool.named("curl", folder, "-fsS");
        server.certificate().ifPresent(pem -> curl.with("CURL_CA_BUNDLE", pem));
        curl.well("-o", "back", link);
        assertThat(Files.mismatch(file, folder.resolve("back"))).isEqualTo(-1);
    }

    private String put(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("body"), text);
        return aws.well(
                        "s3api",
                        "put-object",
                        "--bucket",
                        bucket,
                        "--key",
                        "key",
                        "--body",
                        file,
                        "--query",
                        "VersionId",
                        "--output",
                        "text")
                .strip();
    }
}
