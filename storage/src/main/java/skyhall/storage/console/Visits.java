package skyhall.storage.console;

import java.time.InstantSource;
import org.springframework.web.servlet.function.ServerRequest;
import skyhall.storage.bucket.Buckets;

/// Makes a visit of each request.
record Visits(Buckets buckets, InstantSource clock) {
    Visit of(ServerRequest request) {
        return new Visit(request, buckets, clock.instant());
    }
}
