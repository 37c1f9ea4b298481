/// Tags of buckets and objects: their rules, XML, header form and calls.
@org.jspecify.annotations.NullMarked
package skyhall.storage.tag;
