//! What the page's code is written with: `html!` for pieces of the page, `Read` for structs that are read from files.

mod read;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use rstml::node::{Node, NodeAttribute, NodeElement};
use rstml::{Parser, ParserConfig};
use syn::spanned::Spanned;
use syn::{Block, Expr, ExprLit, Lit, Stmt};

/// A piece of the page, written as in HTML, as `crate::ui::html::Html`.
///
/// The notation is that of Leptos' `view!`, read by the same parser, as far as the page needs it:
///
/// - `<p class="muted">"Text"</p>`, `{an_expression}`, several roots beside each other;
/// - `name=value`, or `name` alone, sets an attribute; `class:name=value` a class, `style:name=value` a style,
///   `prop:name=value` a property; values may be closures and signals, and are then kept current;
/// - `on:event=handler` listens; `node_ref=reference` gives the element to a `NodeRef`;
/// - `<Component prop=value>children</Component>` calls a component of Leptos.
#[proc_macro]
pub fn html(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let empty_elements = ["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"].into();
    let parser = Parser::new(ParserConfig::new().recover_block(true).always_self_closed_elements(empty_elements));
    let (nodes, faults) = parser.parse_recoverable(tokens).split_vec();
    let faults = faults.into_iter().map(|fault| fault.emit_as_expr_tokens());
    let piece = several(&nodes);
    quote!({ #(#faults;)* #piece }).into()
}

/// Reads a struct from its fields, one after the other, in the struct's order.
///
/// It does what serde's `Deserialize` does, by the same attributes, and implements the same trait. But a field that
/// cannot be read does not end the reading at its place, which in serde's code takes all fields before it apart, at each
/// field anew: a struct of sixteen fields takes an eighth of the code.
#[proc_macro_derive(Read, attributes(serde))]
pub fn read(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = syn::parse_macro_input!(tokens as syn::DeriveInput);
    read::derive(input).unwrap_or_else(|fault| fault.to_compile_error()).into()
}

/// Several nodes as one expression of the type `Html`.
fn several(nodes: &[Node]) -> TokenStream {
    let nodes: Vec<&Node> = nodes.iter().filter(|node| !matches!(node, Node::Comment(_) | Node::Doctype(_))).collect();
    match nodes.as_slice() {
        [] => quote!(crate::ui::html::Html::Nothing),
        [Node::Element(element)] if is_component(element) => component(element),
        [Node::Block(block)] => {
            let piece = block.try_block().map_or_else(|| quote!(#block), bare);
            quote!(crate::ui::html::IntoHtml::into_html(#piece))
        }
        [Node::Fragment(fragment)] => several(&fragment.children),
        nodes => {
            let mut template = Template::default();
            nodes.iter().for_each(|node| template.node(node));
            template.expression()
        }
    }
}

fn is_component(element: &NodeElement<rstml::Infallible>) -> bool {
    let name = element.name().to_string();
    name.contains("::") || name.starts_with(|letter: char| letter.is_ascii_uppercase())
}

/// What never changes of a piece, in the notation of `ui::html::template`, and the calls that fill its holes.
#[derive(Default)]
struct Template {
    plan: String,
    fills: Vec<TokenStream>,
}

impl Template {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Comment(_) | Node::Doctype(_) | Node::Custom(_) => {}
            Node::Text(text) => self.step('"', &[&text.value.value()]),
            Node::RawText(text) => self.step('"', &[&text.to_string_best()]),
            Node::Block(block) => {
                let piece = block.try_block().map_or_else(|| quote!(#block), bare);
                self.hole('?', &[], quote!(piece(#piece)));
            }
            Node::Fragment(fragment) => fragment.children.iter().for_each(|child| self.node(child)),
            Node::Element(element) if is_component(element) => self.hole('?', &[], {
                let piece = component(element);
                quote!(piece(#piece))
            }),
            Node::Element(element) => {
                self.step('<', &[&element.name().to_string()]);
                element.attributes().iter().for_each(|attribute| self.attribute(attribute));
                element.children.iter().for_each(|child| self.node(child));
                self.step('>', &[]);
            }
        }
    }

    fn attribute(&mut self, attribute: &NodeAttribute) {
        let attribute = match attribute {
            NodeAttribute::Attribute(attribute) => attribute,
            NodeAttribute::Block(block) => return self.fills.push(refuse(block.span(), "html! takes attributes one by one")),
        };
        let key = attribute.key.to_string();
        let span = attribute.key.span();
        let value = match attribute.value() {
            None => return self.step('=', &[&key, ""]),
            Some(Expr::Lit(ExprLit { lit: Lit::Str(text), .. })) if !key.contains(':') => return self.step('=', &[&key, &text.value()]),
            Some(Expr::Block(value)) if value.label.is_none() => bare(&value.block),
            Some(value) => quote!(#value),
        };
        match key.split_once(':') {
            None if key == "node_ref" => self.hole('&', &[], quote_spanned!(span=> node_ref(#value))),
            None => self.hole('@', &[&key], quote_spanned!(span=> value(#value))),
            Some(("class", name)) => self.hole('.', &[name], quote_spanned!(span=> value(#value))),
            Some(("style", name)) => self.hole(':', &[name], quote_spanned!(span=> value(#value))),
            Some(("prop", name)) => self.hole('*', &[name], quote_spanned!(span=> value(#value))),
            Some(("on", name)) => {
                let event = format_ident!("{name}", span = span);
                self.hole('!', &[name], quote_spanned!(span=> on(::leptos::ev::#event, #value)));
            }
            Some(_) => self.fills.push(refuse(span, "html! knows class:, style:, prop: and on:")),
        }
    }

    fn step(&mut self, step: char, operands: &[&str]) {
        self.plan.push(step);
        for operand in operands {
            self.plan.push_str(operand);
            self.plan.push('\0');
        }
    }

    fn hole(&mut self, step: char, operands: &[&str], fill: TokenStream) {
        self.step(step, operands);
        let this = template_name();
        self.fills.push(quote!(#this.#fill;));
    }

    fn expression(&self) -> TokenStream {
        let (plan, fills, count) = (&self.plan, &self.fills, self.fills.len());
        let this = template_name();
        quote!({
            #[allow(unused_mut)]
            let mut #this = crate::ui::html::Template::new(#plan, #count);
            #(#fills)*
            crate::ui::html::Html::Template(#this)
        })
    }
}

/// The variable that holds the template; the page's own code cannot see it.
fn template_name() -> Ident {
    Ident::new("template", Span::mixed_site())
}

fn component(element: &NodeElement<rstml::Infallible>) -> TokenStream {
    let name = element.name();
    let generics = &element.open_tag.generics;
    let generics = if generics.lt_token.is_some() { quote!(::#generics) } else { quote!() };
    let props = element.attributes().iter().map(|attribute| match attribute {
        NodeAttribute::Attribute(attribute) => {
            let key = &attribute.key;
            match attribute.value() {
                Some(Expr::Block(value)) if value.label.is_none() => {
                    let value = bare(&value.block);
                    quote!(.#key(#value))
                }
                Some(value) => quote!(.#key(#value)),
                None => quote!(.#key(#key)),
            }
        }
        NodeAttribute::Block(block) => refuse(block.span(), "a component takes its props one by one"),
    });
    let children = (!element.children.is_empty()).then(|| {
        let children = several(&element.children);
        quote!(.children(::std::boxed::Box::new(move || #children)))
    });
    quote!(::leptos::component::component_view(&#name, ::leptos::component::component_props_builder(&#name #generics) #(#props)* #children .build()))
}

/// What stands in braces, without them where it is one expression: the compiler calls such braces unused.
fn bare(block: &Block) -> TokenStream {
    match block.stmts.as_slice() {
        [Stmt::Expr(value, None)] => quote!(#value),
        _ => quote!(#block),
    }
}

fn refuse(span: Span, reason: &str) -> TokenStream {
    quote_spanned!(span=> ::std::compile_error!(#reason);)
}
