//! What is said twice: to the construct in memory, and in the program.

use std::any::Any;
use std::fmt::Debug;

use stackwright_core::{Construct, Scope};
use stackwright_import::construct::{Expression, Path};

/// A value, and how the program says it.
#[derive(Clone)]
pub struct Said<T> {
    pub value: T,
    pub code: Expression,
}

/// A construct under construction, and how the program says it: [`draft!`] begins one, [`say!`] sets
/// something, so that what is built and what is written are one text and cannot differ.
pub struct Draft<C> {
    pub construct: C,
    pub code: Expression,
}

impl<T> Draft<T> {
    /// What is no construct, but a part of one.
    pub fn said(self) -> Said<T> {
        Said {
            value: self.construct,
            code: self.code,
        }
    }
}

/// A construct that is complete.
pub struct Drafted {
    pub code: Expression,
    /// Whether it is written in the forms of AWS CDK.
    pub forms: bool,
    /// Adds it under an id, and gives its handle.
    pub add: Add,
}

type Add = Box<dyn FnOnce(Scope<'_>, &str) -> Box<dyn Any>>;

impl<C> From<Draft<C>> for Drafted
where
    C: Construct + 'static,
    C::Handle: 'static,
{
    fn from(draft: Draft<C>) -> Self {
        let construct = draft.construct;
        Drafted {
            code: draft.code,
            forms: false,
            add: Box::new(move |scope, id| Box::new(scope.add(id.to_owned(), construct))),
        }
    }
}

/// A construct: `draft!(logs::LogGroup::new())`.
macro_rules! draft {
    ($module:ident::$type:ident::$new:ident($($argument:expr),*)) => {
        $crate::said::Draft {
            code: stackwright_import::construct::Expression::Call(
                stackwright_import::construct::Path {
                    module: stringify!($module),
                    import: stringify!($type),
                    path: concat!(stringify!($type), "::", stringify!($new)).into(),
                },
                vec![$($argument.code.clone()),*],
            ),
            construct: stackwright_aws::$module::$type::$new($($argument.value),*),
        }
    };
}

/// Sets something of a draft: `say!(group.name(name))`; `say!(group.name?(name))` where there may be
/// nothing to be set.
macro_rules! say {
    ($draft:ident.$method:ident?($value:expr)) => {
        if let Some(value) = $value {
            say!($draft.$method(value));
        }
    };
    ($draft:ident.$method:ident($($argument:expr),*)) => {
        $draft = $crate::said::Draft {
            code: $draft.code.method(stringify!($method), vec![$($argument.code.clone()),*]),
            construct: $draft.construct.$method($($argument.value),*),
        }
    };
}

/// One of the words of an enum, as `variant("logs", "Retention", Retention::OneWeek)`.
pub fn variant<T: Debug>(module: &'static str, import: &'static str, value: T) -> Said<T> {
    let path = format!("{import}::{value:?}").into();
    let path = Path {
        module,
        import,
        path,
    };
    Said {
        value,
        code: Expression::Path(path),
    }
}

/// A literal text.
pub fn text(value: &str) -> Said<String> {
    Said {
        value: value.to_owned(),
        code: Expression::Text(value.to_owned()),
    }
}

/// Literal texts.
pub fn texts(values: Vec<String>) -> Said<Vec<String>> {
    let code = values.iter().cloned().map(Expression::Text);
    Said {
        code: Expression::List(code.collect()),
        value: values,
    }
}

pub(crate) use {draft, say};
