/// The frame around every page and the components inside it.
///
/// A handler asks [skyhall.portal.page.Page#of] for the page of its request, renders its own template through
/// [skyhall.portal.page.Templates], and hands the content to [skyhall.portal.page.Page#answer]. Components come from
/// [skyhall.portal.page.Components]; they render the portal's templates, so a module's templates never name them.
@org.jspecify.annotations.NullMarked
package skyhall.portal.page;
