/// Organisations, people, service accounts and their keys: who may be asking.
@org.jspecify.annotations.NullMarked
package skyhall.platform.identity;
