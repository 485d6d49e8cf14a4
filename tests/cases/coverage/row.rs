/// What belongs together in people's heads, and on the page.
pub(super) struct Area {
    pub(super) title: &'static str,
    pub(super) groups: &'static [Group],
}

/// A construct of AWS CDK with its options, or a list of its constructs.
pub(super) struct Group {
    pub(super) name: &'static str,
    /// Where the options are listed.
    pub(super) source: &'static str,
    pub(super) rows: &'static [Row],
}

/// An option of AWS CDK's, or a feature of AWS that it has no option for.
pub(super) struct Row {
    /// As AWS CDK calls it.
    pub(super) option: &'static str,
    /// The property that it comes to.
    pub(super) property: &'static str,
    pub(super) verdict: Verdict,
}

pub(super) enum Verdict {
    /// Ours does the same.
    Yes {
        ours: &'static str,
        proof: Proof,
    },
    /// Ours does more, or something safer.
    Better {
        ours: &'static str,
        reason: &'static str,
        proof: Proof,
    },
    No {
        reason: &'static str,
    },
    /// AWS has ended it, so nobody is to have it: counts neither way.
    Ended {
        reason: &'static str,
    },
}

/// The test that shows what a row says.
#[derive(Clone, Copy)]
pub(super) enum Proof {
    /// One of this binary, as a path in Rust.
    Here(&'static str),
    /// One of another package: its file from the root of the repository, and its name.
    There {
        file: &'static str,
        test: &'static str,
    },
}

impl Proof {
    /// As the page shows it: a test of this binary as the binary calls it.
    pub(super) fn shown(&self) -> String {
        match self {
            Proof::Here(path) => {
                let path: String = path.split_whitespace().collect();
                path.trim_start_matches("crate::").to_owned()
            }
            Proof::There { file, test } => format!("{file}: {test}"),
        }
    }
}

impl Verdict {
    pub(super) fn reason(&self) -> Option<&'static str> {
        match self {
            Verdict::Yes { .. } => None,
            Verdict::Better { reason, .. } | Verdict::No { reason } | Verdict::Ended { reason } => {
                Some(reason)
            }
        }
    }

    /// The test that shows it.
    pub(super) fn proof(&self) -> Option<Proof> {
        match self {
            Verdict::Yes { proof, .. } | Verdict::Better { proof, .. } => Some(*proof),
            Verdict::No { .. } | Verdict::Ended { .. } => None,
        }
    }
}

/// Groups of rows, a line each. A row that says `yes` or `better` has a `proof`: the path of a
/// test, which does not compile where there is no such function, or the file and the name of one of
/// another package.
macro_rules! groups {
    ($($name:literal, $source:literal {
        $($option:literal, $property:literal
            => $verdict:ident $($text:literal),+ $(, proof = $proof:path)? $(, proof in $file:literal = $test:literal)?;)*
    })*) => {
        &[$($crate::coverage::row::Group {
            name: $name,
            source: $source,
            rows: &[$($crate::coverage::row::Row {
                option: $option,
                property: $property,
                verdict: $crate::coverage::row::verdict!(
                    $verdict $($text),+ $(, proof = $proof)? $(, proof in $file = $test)?
                ),
            }),*],
        }),*]
    };
}

macro_rules! verdict {
    (yes $ours:literal, proof $($proof:tt)+) => {
        $crate::coverage::row::Verdict::Yes {
            ours: $ours,
            proof: $crate::coverage::row::proof!($($proof)+),
        }
    };
    (better $ours:literal, $reason:literal, proof $($proof:tt)+) => {
        $crate::coverage::row::Verdict::Better {
            ours: $ours,
            reason: $reason,
            proof: $crate::coverage::row::proof!($($proof)+),
        }
    };
    (no $reason:literal) => {
        $crate::coverage::row::Verdict::No { reason: $reason }
    };
    (ended $reason:literal) => {
        $crate::coverage::row::Verdict::Ended { reason: $reason }
    };
}

/// A test, which has to be there.
macro_rules! proof {
    (= $test:path) => {{
        const _: fn() = $test;
        $crate::coverage::row::Proof::Here(stringify!($test))
    }};
    (in $file:literal = $test:literal) => {
        $crate::coverage::row::Proof::There {
            file: $file,
            test: $test,
        }
    };
}

pub(super) use {groups, proof, verdict};
