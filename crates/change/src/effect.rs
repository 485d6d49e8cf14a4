//! What a change does to a resource.

/// What a change does to a resource, the harmless first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Effect {
    /// Nothing: CloudFormation does not touch the resource.
    #[default]
    None,
    /// It is changed in place.
    InPlace,
    /// It is changed in place and does not work meanwhile: it restarts, or is out of reach.
    Interrupts,
    /// It may be replaced; [`Why`] says what decides.
    MayReplace,
    /// It is replaced: a new one is made, and the old one deleted.
    Replaces,
}

/// Why a change does what it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// The property's facts say so, whatever the values are.
    #[default]
    Property,
    /// The two values, or others of the resource, decide, by a law that AWS's page tells.
    Law {
        /// In a few words, what the law is.
        law: &'static str,
        /// Where it stands.
        page: &'static str,
    },
    /// The page of the type says that it takes some interruption.
    Interruption {
        /// Where it stands.
        page: String,
    },
    /// The page of the type says that an update of it is not supported.
    Refused {
        /// Where it stands.
        page: String,
    },
    /// Old and new value decide, and AWS does not say in facts how.
    Values,
    /// AWS does not say when.
    Unsaid,
    /// Nothing is known of the type, or of the property.
    Unknown,
    /// The mapping of this name says something else in some of its rows.
    Mapping(String),
    /// Under this condition the value is what it was.
    Condition(String),
    /// With this parameter's default the value is what it was.
    Parameter(String),
    /// What provides the resource decides: it answers an update with the same or another physical id.
    Provider,
}
