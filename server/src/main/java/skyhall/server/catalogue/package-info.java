/// What all modules declare, gathered by hand: settings, faults and endpoints, and the reference pages
/// made of them.
///
/// A module that adds a list adds one line to [skyhall.server.catalogue.Catalogue]. The pages under
/// docs/reference
/// are compared with what is generated here in `ReferencePagesTest`.
@org.jspecify.annotations.NullMarked
package skyhall.server.catalogue;
