/// The web frame: page layout, components, sign-in pages, languages. No domain knowledge.
///
/// [skyhall.portal.Portal] is the whole of it: `server` builds one, adds the sections, routes, messages and styles of
/// modules, starts it and stops it. `portal/README.md` says how a module joins.
@org.jspecify.annotations.NullMarked
package skyhall.portal;
