package skyhall.server.demo;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import skyhall.platform.identity.Identity;
import skyhall.storage.Storage;
import skyhall.storage.signature.PresignedLinks;

/// A server with something in it, and directions for a visitor.
public final class Demonstration {
    private static final Duration LINK_LIFETIME = Duration.ofDays(7);

    private final Guide guide;
    private final int newFiles;

    private Demonstration(Guide guide, int newFiles) {
        this.guide = guide;
        this.newFiles = newFiles;
    }

    /// Where the server that is being shown can be reached, and where it keeps its data.
    ///
    /// @param region what S3 clients must name
    public record Place(Path dataDirectory, URI console, URI s3, String region) {}

    /// Makes what is missing in a server that runs.
    ///
    /// @param documents folders of the project whose documents are shown; may be empty
    public static Demonstration prepare(
            Identity identity,
            Storage storage,
            Place place,
            List<Path> documents,
            InstantSource clock,
            SecureRandom random) {
        Visitor visitor = new Reception(identity, place.dataDirectory(), random).welcome();
        List<Shelf> shelves = Shelf.all(documents);
        Stock stock = new Stock(storage, visitor.principal());
        int newFiles = shelves.stream().mapToInt(stock::fill).sum();
        PresignedLinks links = new PresignedLinks(place.s3(), place.region(), visitor.accessKeyId(), visitor.secret());
        Sample sample = Sample.of(shelves);
        URI link = links.object("GET", sample.bucket(), sample.key(), clock.instant(), LINK_LIFETIME);
        return new Demonstration(
                new Guide(visitor, place.console(), place.s3(), place.region(), shelves, link), newFiles);
    }

    /// What a visitor reads.
    public String text() {
        return guide.text();
    }

    /// How many files this start put; the others were there.
    public int newFiles() {
        return newFiles;
    }

    /// Runs the three lines as a visitor would and compares what comes back with the files.
    ///
    /// @return whether all clients that are installed did well
    public boolean check(PrintStream out) {
        return new Trial(guide, out).allWell();
    }
}
