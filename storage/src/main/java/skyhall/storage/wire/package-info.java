/// How S3 writes things: XML, percent-encoding, queries, addresses and times. Knows no operation.
@org.jspecify.annotations.NullMarked
package skyhall.storage.wire;
