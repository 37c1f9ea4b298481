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
final class RcloneTest {
    private final RunningServer server;

    @TempDir
    Path folder;

    private String remote = "";

    @SuppressWarnings("NullAway.Init") // set before each test
    private Tool rclone;

    RcloneTest(Transport transport) {
        this.server = RunningServer.of(transport);
    }

    @BeforeEach
    void makeBucket() {
        remote = ":s3:" + server.freshBucket();
        rclone = Tool.named("rclone", folder, "--config", "/dev/null")
                .with("RCLONE_S3_PROVIDER", "Other")
                .with("RCLONE_S3_ENDPOINT", server.endpoint())
                // before 1.61 rclone asks for the list "private", which S3 refuses where lists do not count
                .with("RCLONE_S3_ACL", "bucket-owner-full-control")
                .with("RCLONE_S3_REGION", RunningServer.REGION)
                .with("RCLONE_S3_ACCESS_KEY_ID", RunningServer.KEY)
                .with("RCLONE_S3_SECRET_ACCESS_KEY", RunningServer.SECRET);
        server.certificate().ifPresent(pem -> rclone.with("RCLONE_CA_CERT", pem));
        rclone.well("mkdir", remote);
    }

    @Test
    void copySyncAndCheck() throws IOException {
        Path files = SomeFiles.in(folder.resolve("up"));
        rclone.well("copy", files, remote + "/tree");
        assertThat(rclone.well("check", "--download", files, remote + "/tree")).contains("0 differences found");
        assertThat(rclone.well("check", files, remote + "/tree")).contains("0 differences found");
        Files.delete(files.resolve("plain.txt"));
        Files.writeString(files.resolve("new.txt"), "new");
        rclone.well("sync", files, remote + "/tree");
        assertThat(rclone.well("lsf", "--recursive", remote + "/tree"))
                .contains("new.txt", "名字/文件.txt")
                .doesNotContain("plain.txt");
        rclone.well("sync", remote + "/tree", folder.resolve("down"));
        SomeFiles.assertSame(files, folder.resolve("down"));
    }

    @Test
    void aFileOfAnotherContentIsNoticed() throws IOException {
        Path files = SomeFiles.in(folder.resolve("up"));
        rclone.well("copy", files, remote);
        Files.writeString(files.resolve("plain.txt"), "changed");
        Tool.Said said = rclone.run("check", files, remote);
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.text()).contains("1 differences found");
    }

    @Test
    void largeFilesGoInPartsAndKeepTheirTimes() throws IOException {
        Path large = SomeFiles.large(folder.resolve("large.bin"));
        rclone.well("copyto", "--s3-upload-cutoff", "5M", "--s3-chunk-size", "5M", large, remote + "/large.bin");
        rclone.well("copyto", remote + "/large.bin", folder.resolve("back.bin"));
        assertThat(Files.mismatch(large, folder.resolve("back.bin"))).isEqualTo(-1);
        assertThat(Files.getLastModifiedTime(folder.resolve("back.bin")).toMillis())
                .isEqualTo(Files.getLastModifiedTime(large).toMillis());
        rclone.well("copyto", remote + "/large.bin", remote + "/again.bin");
        assertThat(rclone.well("check", "--one-way", "--download", remote + "/large.bin", remote))
                .contains("0 differences found");
        rclone.well("purge", remote);
    }
}
