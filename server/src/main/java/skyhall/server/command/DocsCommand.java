package skyhall.server.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import skyhall.server.catalogue.ReferencePages;

/// Writes the reference pages that are made from the code.
@CommandLine.Command(
        name = "reference",
        description = "Writes the pages of docs/reference that are made from the code.",
        mixinStandardHelpOptions = true)
final class DocsCommand implements Callable<Integer> {
    @CommandLine.Parameters(index = "0", description = "The repository's root.")
    private Path root = Path.of(".");

    @Override
    public Integer call() throws IOException {
        for (Map.Entry<Path, String> page : ReferencePages.all().entrySet()) {
            Path file = root.resolve(page.getKey());
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, page.getValue());
        }
        return 0;
    }
}
