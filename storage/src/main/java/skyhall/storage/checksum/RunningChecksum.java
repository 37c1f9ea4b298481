package skyhall.storage.checksum;

/// One checksum on its way over a stream of bytes. For one thread.
public sealed interface RunningChecksum permits RunningCrc32, RunningCrc64, RunningDigest {
    /// Takes in `length` bytes from `offset`.
    void update(byte[] bytes, int offset, int length);

    /// The checksum of everything taken in. To be called once; nothing may be taken in afterwards.
    Checksum finish();
}
