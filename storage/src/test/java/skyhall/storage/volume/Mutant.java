package skyhall.storage.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// One mistake that somebody could make in the order of operations. Each runs in place of one part of the real code
/// and must be caught by [VolumeSimulation]; `NONE` is the real code.
enum Mutant {
    NONE,
    DATA_NOT_SYNCED(disk -> new BentDisk(disk) {
        @Override
        void forced(BentFile file) throws DiskTrouble {
            if (file.isSums()) {
                file.reallyForce();
            }
        }
    }),
    SUMS_NOT_SYNCED(disk -> new BentDisk(disk) {
        @Override
        void forced(BentFile file) throws DiskTrouble {
            if (!file.isSums()) {
                file.reallyForce();
            }
        }
    }),
    LAST_BLOCK_WRITTEN_AFTER_SYNC(disk -> new BentDisk(disk) {
        @Override
        boolean holdsBackLastWrite() {
            return true;
        }
    }),
    PUBLISHED_BEFORE_SYNC(disk -> new BentDisk(disk) {
        private final List<BentFile> waiting = new ArrayList<>();

        @Override
        void forced(BentFile file) {
            waiting.add(file);
        }

        @Override
        public void rename(String from, String to) throws DiskTrouble {
            super.rename(from, to);
            for (BentFile file : Layout.isSums(to) ? List.<BentFile>of() : List.copyOf(waiting)) {
                waiting.remove(file);
                file.reallyForce();
            }
        }
    }),
    DIRECTORY_NOT_SYNCED(disk -> new BentDisk(disk) {
        @Override
        public void forceDirectory(String path) throws DiskTrouble {
            if (!isShelf(path)) {
                super.forceDirectory(path);
            }
        }
    }),
    DIRECTORY_SYNCED_BEFORE_RENAME(disk -> new BentDisk(disk) {
        @Override
        public void rename(String from, String to) throws DiskTrouble {
            super.forceDirectory(to.substring(0, to.lastIndexOf('/')));
            super.rename(from, to);
        }

        @Override
        public void forceDirectory(String path) throws DiskTrouble {
            if (!isShelf(path)) {
                super.forceDirectory(path);
            }
        }
    }),
    NEW_DIRECTORY_NOT_SYNCED(disk -> new BentDisk(disk) {
        @Override
        public void forceDirectory(String path) throws DiskTrouble {
            if (isShelf(path) || path.isEmpty()) {
                super.forceDirectory(path);
            }
        }
    }),
    FOUND_DIRECTORY_TRUSTED(disk -> new BentDisk(disk) {
        private boolean made = true;

        @Override
        public boolean createDirectory(String path) throws DiskTrouble {
            made = super.createDirectory(path);
            return made;
        }

        @Override
        public void forceDirectory(String path) throws DiskTrouble {
            if (isShelf(path) || path.isEmpty() || made) {
                super.forceDirectory(path);
            }
        }
    }),
    FAILED_SYNC_TRIED_AGAIN(disk -> new BentDisk(disk) {
        @Override
        void forced(BentFile file) throws DiskTrouble {
            try {
                file.reallyForce();
            } catch (DiskTrouble _) {
                file.reallyForce();
            }
        }
    }),
    FAILED_SYNC_IGNORED(disk -> new BentDisk(disk) {
        @Override
        void forced(BentFile file) {
            try {
                file.reallyForce();
            } catch (DiskTrouble _) {
                // the mistake
            }
        }
    }),
    ACKNOWLEDGED_BEFORE_COMMIT,
    COMMITTED_BEFORE_SEAL,
    BLOB_DELETED_AFTER_UNKNOWN_COMMIT,
    OLD_BLOB_DELETED_BEFORE_COMMIT,
    COLLECTED_WITHOUT_GRACE,
    GRACE_BY_A_CLOCK_THAT_STEPS,
    COLLECTOR_IGNORES_IN_FLIGHT,
    COPIED_WITHOUT_HOLD,
    DRAFTS_LEFT_BEHIND;

    @SuppressWarnings("ImmutableEnumChecker") // each holds a function without state
    private final UnaryOperator<Disk> bend;

    Mutant() {
        this(UnaryOperator.identity());
    }

    Mutant(UnaryOperator<Disk> bend) {
        this.bend = bend;
    }

    Disk bend(Disk disk) {
        return this == DRAFTS_LEFT_BEHIND ? forgetful(disk) : bend.apply(disk);
    }

    static Set<Mutant> all() {
        return java.util.EnumSet.complementOf(java.util.EnumSet.of(NONE));
    }

    private static Disk forgetful(Disk disk) {
        return new BentDisk(disk) {
            @Override
            public boolean delete(String path) throws DiskTrouble {
                return !path.startsWith(Layout.INCOMING) && super.delete(path);
            }
        };
    }
}
