package skyhall.server.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import skyhall.platform.fault.FaultException;
import skyhall.server.fault.ServerFault;

/// The one file that the presigned link leads to.
record Sample(String bucket, String key, Path file) {
    /// The readme when it is there, else the first file there is.
    static Sample of(List<Shelf> shelves) {
        for (Shelf shelf : shelves.reversed()) {
            if (!shelf.files().isEmpty()) {
                Map.Entry<String, Path> first = shelf.files().firstEntry();
                String key = shelf.files().containsKey("README.md") ? "README.md" : first.getKey();
                return new Sample(shelf.bucket().text(), key, shelf.files().getOrDefault(key, first.getValue()));
            }
        }
        throw new FaultException(
                ServerFault.DEMONSTRATION_BLOCKED, "Neither the JDK's licences nor the project's documents are there.");
    }
}
