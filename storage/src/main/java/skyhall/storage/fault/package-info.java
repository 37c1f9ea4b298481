/// The faults of the object store, each with the word that S3 has for it.
@org.jspecify.annotations.NullMarked
package skyhall.storage.fault;
