package skyhall.platform.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keys of the file: the first is the primary, under which new values are sealed; the others only open.
record MasterKeys(List<MasterKey> all) {
    MasterKeys {
        all = List.copyOf(all);
        if (all.isEmpty()) {
            throw new IllegalArgumentException("no key");
        }
    }

    MasterKey primary() {
        return all.getFirst();
    }

    Optional<MasterKey> byId(String id) {
        return all.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    MasterKeys withPrimary(MasterKey key) {
        List<MasterKey> more = new ArrayList<>();
        more.add(key);
        more.addAll(all);
        return new MasterKeys(more);
    }

    MasterKeys without(String id) {
        return new MasterKeys(all.stream().filter(key -> !key.id().equals(id)).toList());
    }
}
