package skyhall.storage.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Walks the volume directory by directory, in the order of the ids; holds one directory in memory.
final class VolumeListing {
    private static final Pattern SHELF_NAME = Pattern.compile("[0-9a-f]{2}");
    private static final Set<String> KNOWN_AT_ROOT =
            Set.of(Layout.INCOMING, Layout.BLOBS, Layout.LOCK, Layout.LOST_AND_FOUND);

    private static final String FOREIGN = "nothing of this name belongs here";

    private final Disk disk;
    private final Predicate<BlobId> live;

    /// @param live ids of drafts that are being written or published at the moment; they are not listed
    VolumeListing(Disk disk, Predicate<BlobId> live) {
        this.disk = disk;
        this.live = live;
    }

    Stream<BlobListing> stream(Optional<BlobId> after) {
        String start = after.map(BlobId::text).orElse("");
        Stream<BlobListing> around = after.isPresent()
                ? Stream.empty()
                : Stream.of("", Layout.INCOMING).flatMap(this::strays);
        Stream<BlobListing> blobs = walk(Layout.BLOBS, start, outer -> walk(outer, start, this::blobs))
                .filter(found -> !(found instanceof BlobListing.Sealed(BlobId id, long _, var _))
                        || id.text().compareTo(start) > 0);
        return Stream.concat(around, blobs);
    }

    /// A directory of directories: walks down each, and reports what else lies there.
    private Stream<BlobListing> walk(String path, String start, Function<String, Stream<BlobListing>> down) {
        return entries(path).stream().flatMap(entry -> {
            String inner = path + "/" + entry.name();
            if (!entry.isDirectory() || !SHELF_NAME.matcher(entry.name()).matches()) {
                return Stream.of(stray(path, entry, Optional.empty(), FOREIGN));
            }
            return liesBefore(inner, start) ? Stream.empty() : down.apply(inner);
        });
    }

    /// `blobs/ab/cd` lies before `abce…`, and so does `blobs/aa`.
    private static boolean liesBefore(String path, String start) {
        String digits = path.substring(Layout.BLOBS.length()).replace("/", "");
        return start.length() >= digits.length() && digits.compareTo(start.substring(0, digits.length())) < 0;
    }

    private Stream<BlobListing> strays(String path) {
        return entries(path).stream()
                .filter(entry -> !path.isEmpty() || !KNOWN_AT_ROOT.contains(entry.name()))
                .flatMap(entry -> aside(path, entry).stream());
    }

    private Optional<BlobListing> aside(String path, Disk.Entry entry) {
        Optional<BlobId> id = path.isEmpty() ? Optional.empty() : Layout.idOf(entry.name());
        if (id.filter(live).isPresent()) {
            return Optional.empty();
        }
        String why = id.isPresent() ? "a draft that was left behind" : FOREIGN;
        return Optional.of(stray(path, entry, id, why));
    }

    private Stream<BlobListing> blobs(String path) {
        List<Disk.Entry> entries = entries(path);
        Set<String> names = new TreeSet<>();
        entries.forEach(entry -> names.add(entry.name()));
        List<BlobListing> found = new ArrayList<>();
        for (Disk.Entry entry : entries) {
            Optional<BlobId> id = Layout.idOf(entry.name())
                    .filter(mine ->
                            !entry.isDirectory() && Layout.directory(mine).equals(path));
            if (id.isEmpty()) {
                found.add(stray(path, entry, Optional.empty(), FOREIGN));
            } else if (!live.test(id.get())) {
                blob(path, entry, id.get(), names).ifPresent(found::add);
            }
        }
        return found.stream();
    }

    private static Optional<BlobListing> blob(String path, Disk.Entry entry, BlobId id, Set<String> names) {
        if (!Layout.isSums(entry.name())) {
            return Optional.of(new BlobListing.Sealed(id, entry.sizeBytes(), entry.modified()));
        }
        return names.contains(id.text())
                ? Optional.empty()
                : Optional.of(stray(path, entry, Optional.of(id), "checksums without their blob"));
    }

    private static BlobListing.Stray stray(String path, Disk.Entry entry, Optional<BlobId> debrisOf, String why) {
        String full = path.isEmpty() ? entry.name() : path + "/" + entry.name();
        return new BlobListing.Stray(full, entry.sizeBytes(), entry.modified(), debrisOf, why);
    }

    private List<Disk.Entry> entries(String path) {
        try {
            return disk.list(path);
        } catch (DiskTrouble e) {
            throw e.refusal();
        }
    }
}
