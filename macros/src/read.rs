//! `#[derive(Read)]`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Data, DeriveInput, Error, Field, Fields, LitStr, Path, Result, Type};

/// What the attributes of a struct or field say. They are serde's own, so that its `Serialize` reads them too.
#[derive(Default)]
struct Attributes {
    camel_case: bool,
    name: Option<String>,
    default: Option<TokenStream>,
}

pub(crate) fn derive(input: DeriveInput) -> Result<TokenStream> {
    let Data::Struct(data) = &input.data else { return Err(Error::new_spanned(&input.ident, "Read is for structs")) };
    let Fields::Named(fields) = &data.fields else { return Err(Error::new_spanned(&input.ident, "Read is for structs whose fields have names")) };
    let container = attributes(&input.attrs)?;
    let (ident, title) = (&input.ident, format!("struct {}", input.ident));
    let mut names = Vec::new();
    let mut reads = Vec::new();
    let idents: Vec<_> = fields.named.iter().filter_map(|field| field.ident.as_ref()).collect();
    for field in &fields.named {
        let (name, read) = read(field, &container)?;
        names.push(name);
        reads.push(read);
    }
    Ok(quote! {
        const _: () = {
            struct Fields;

            impl<'de> ::serde::de::Visitor<'de> for Fields {
                type Value = #ident;

                fn expecting(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    out.write_str(#title)
                }

                fn visit_seq<A: ::serde::de::SeqAccess<'de>>(self, fields: A) -> ::std::result::Result<#ident, A::Error> {
                    let mut fields = crate::domain::wire::InOrder::new(fields);
                    #(let #idents = #reads;)*
                    match (#(#idents,)*) {
                        (#(::std::option::Option::Some(#idents),)*) => ::std::result::Result::Ok(#ident { #(#idents),* }),
                        _ => ::std::result::Result::Err(fields.fault()),
                    }
                }

                fn visit_map<A: ::serde::de::MapAccess<'de>>(self, fields: A) -> ::std::result::Result<#ident, A::Error> {
                    crate::domain::wire::from_map(fields)
                }
            }

            impl<'de> ::serde::Deserialize<'de> for #ident {
                fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> ::std::result::Result<Self, D::Error> {
                    deserializer.deserialize_struct(#title, &[#(#names),*], Fields)
                }
            }
        };
    })
}

/// The name of a field in files, and the expression that reads it.
fn read(field: &Field, container: &Attributes) -> Result<(String, TokenStream)> {
    let own = attributes(&field.attrs)?;
    let ident = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
    let name = own.name.unwrap_or_else(|| if container.camel_case { camel_case(&ident) } else { ident });
    let default = own.default.or_else(|| container.default.clone()).or_else(|| is_option(&field.ty).then(default_value));
    Ok((
        name,
        match default {
            Some(default) => quote!(fields.optional(#default)),
            None => quote!(fields.required()),
        },
    ))
}

fn attributes(attributes: &[syn::Attribute]) -> Result<Attributes> {
    let mut found = Attributes::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename_all") {
                found.camel_case = meta.value()?.parse::<LitStr>()?.value() == "camelCase";
            } else if meta.path.is_ident("rename") {
                found.name = Some(meta.value()?.parse::<LitStr>()?.value());
            } else if meta.path.is_ident("skip_serializing_if") {
                meta.value()?.parse::<LitStr>()?;
            } else if meta.path.is_ident("default") {
                found.default = Some(match meta.value() {
                    Ok(value) => {
                        let path: Path = value.parse::<LitStr>()?.parse()?;
                        quote!(#path)
                    }
                    Err(_) => default_value(),
                });
            } else {
                return Err(meta.error("Read does not know this attribute"));
            }
            Ok(())
        })?;
    }
    Ok(found)
}

fn default_value() -> TokenStream {
    let default = format_ident!("default");
    quote!(::std::default::Default::#default)
}

fn is_option(kind: &Type) -> bool {
    matches!(kind, Type::Path(kind) if kind.path.segments.last().is_some_and(|last| last.ident == "Option"))
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut all, word| {
        let mut letters = word.chars();
        all.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        all.push_str(letters.as_str());
        all
    })
}

#[cfg(test)]
mod tests {
    use super::camel_case;

    #[test]
    fn names_are_those_that_serde_writes() {
        assert_eq!(["id", "response_due", "other_ids"].map(camel_case), ["id", "responseDue", "otherIds"]);
    }
}
