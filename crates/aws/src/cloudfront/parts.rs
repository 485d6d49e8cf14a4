use stackwright_core::Text;

/// Which parts of a request, by their names: headers, cookies, or parameters of the query.
///
/// ```
/// use stackwright_aws::cloudfront::Names;
///
/// let cookies = Names::only(["session"]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Names {
    /// None.
    None,
    /// All.
    All,
    /// Those that are named.
    Only(Vec<Text>),
    /// All but those that are named; of headers a cache policy takes no such.
    AllExcept(Vec<Text>),
}

impl Names {
    /// Those that are named.
    pub fn only<T: Into<Text>>(names: impl IntoIterator<Item = T>) -> Self {
        Names::Only(names.into_iter().map(Into::into).collect())
    }

    /// All but those that are named.
    pub fn all_except<T: Into<Text>>(names: impl IntoIterator<Item = T>) -> Self {
        Names::AllExcept(names.into_iter().map(Into::into).collect())
    }

    /// What CloudFront calls it, and the list of names.
    pub(super) fn lower(self) -> (&'static str, Option<Vec<Text>>) {
        match self {
            Names::None => ("none", None),
            Names::All => ("all", None),
            Names::Only(names) => ("whitelist", Some(names)),
            Names::AllExcept(names) => ("allExcept", Some(names)),
        }
    }
}
