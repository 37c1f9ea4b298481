package skyhall.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skyhall.platform.fault.FaultException;

final class ShelfTest {
    @TempDir
    Path folder;

    @Test
    void theProjectsTextsAndFoldersAreTaken() throws IOException {
        for (String name : List.of("README.md", "LICENSE", "pom.xml", "docs/a/b.md", "examples/c.json", "src/D.java")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
        Shelf documents = Shelf.all(List.of(folder)).getLast();
        assertThat(documents.bucket()).isEqualTo(Shelf.DOCUMENTS);
        assertThat(documents.files().keySet())
                .containsExactly("LICENSE", "README.md", "docs/a/b.md", "examples/c.json");
        assertThat(documents.sizeBytes())
                .isEqualTo("LICENSE".length()
                        + "README.md".length()
                        + "docs/a/b.md".length()
                        + "examples/c.json".length());
    }

    @Test
    void theJdksLicencesAreFollowedThroughTheirLinks() {
        Shelf licences = Shelf.all(List.of()).getFirst();
        assertThat(licences.files().keySet()).contains("java.base/LICENSE", "java.sql/LICENSE");
    }

    @Test
    void theSampleIsTheReadmeWhenThereIsOne() throws IOException {
        Files.writeString(folder.resolve("CHANGELOG.md"), "changes");
        assertThat(Sample.of(Shelf.all(List.of(folder))).key()).isEqualTo("CHANGELOG.md");
        Files.writeString(folder.resolve("README.md"), "read");
        assertThat(Sample.of(Shelf.all(List.of(folder))).key()).isEqualTo("README.md");
        assertThat(Sample.of(Shelf.all(List.of())).bucket()).isEqualTo(Shelf.LICENCES.text());
        assertThatThrownBy(() -> Sample.of(List.of())).isInstanceOf(FaultException.class);
    }
}
