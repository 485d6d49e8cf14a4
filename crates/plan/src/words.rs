//! What it takes, in English.

use stackwright_change::words as change;

use crate::{
    After, Asked, Asker, Asset, AssetKind, Counted, Missing, Note, Purpose, Quota, Reason, Step,
};

/// Why a stack waits for another, as `Network: it imports `vpc``.
pub fn after(after: &After) -> String {
    format!("{}: {}", after.stack, reasons(after))
}

/// Why a stack waits for another, without the other.
pub fn reasons(after: &After) -> String {
    let mut all: Vec<String> = Vec::new();
    let mut imports: Vec<&str> = Vec::new();
    for why in &after.reasons {
        match why {
            Reason::Imports(name) => imports.push(name),
            other => all.push(reason(other)),
        }
    }
    if !imports.is_empty() {
        let shown: Vec<String> = imports
            .iter()
            .take(FEW)
            .map(|name| format!("`{name}`"))
            .collect();
        let more = more(imports.len());
        all.push(format!("it imports {}{more}", shown.join(", ")));
    }
    all.join(", ")
}

/// How many there are beside those that are named.
fn more(count: usize) -> String {
    match count.saturating_sub(FEW) {
        0 => String::new(),
        more => format!(" and {more} more"),
    }
}

fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Declared => "it is said so".to_owned(),
        Reason::Imports(name) => format!("it imports `{name}`"),
        Reason::Reads(output) => format!("it reads the output `{output}`"),
        Reason::Resolves(name) => format!("it resolves `{name}`"),
        Reason::StopsExporting(name) => {
            format!("it exports `{name}` no more, which the other imports until then")
        }
    }
}

/// How many of a kind are named.
const FEW: usize = 3;

/// A capability and what asks for it.
pub fn capability(asked: &Asked) -> String {
    let by = asked.by.iter().take(FEW).map(asker);
    let by: Vec<String> = by.collect();
    let more = more(asked.by.len());
    format!("{}: {}{more}", asked.capability.name(), by.join(", "))
}

fn asker(asker: &Asker) -> String {
    match asker {
        Asker::Resource {
            id,
            type_name,
            property: Some(property),
        } => format!("{id} ({type_name}) has a `{property}`"),
        Asker::Resource { id, type_name, .. } => format!("{id} ({type_name})"),
        Asker::Macro { name } => format!("the macro {name}"),
    }
}

/// A parameter that has to be given.
pub fn parameter(missing: &Missing) -> String {
    let mut text = format!("{} ({})", missing.name, missing.type_name);
    if missing.is_secret {
        text.push_str(", not shown");
    }
    if !missing.allowed.is_empty() {
        text.push_str(&format!(", one of {}", missing.allowed.join(", ")));
    }
    if let Some(description) = &missing.description {
        text.push_str(&format!(": {description}"));
    }
    text
}

/// What an asset is, and where it goes.
pub fn asset(asset: &Asset) -> String {
    let kind = match asset.kind {
        AssetKind::File => "file",
        AssetKind::Directory => "directory",
        AssetKind::Image => "image",
    };
    format!("{kind} {} to {}", asset.name, asset.destinations.join(", "))
}

/// What is near a quota.
pub fn quota(quota: &Quota) -> String {
    let what = match quota.of {
        Counted::Entries(section) => section.name(),
        Counted::Bytes => "bytes of the template",
    };
    let place = match quota.nested.as_str() {
        "" => String::new(),
        path => format!(" in {path}"),
    };
    let verdict = match quota.count > quota.most {
        true => ", which CloudFormation refuses",
        false => "",
    };
    format!("{} of {} {what}{place}{verdict}", quota.count, quota.most)
}

/// What one deployment cannot do, and what to do instead.
pub fn step(step: &Step) -> (String, String) {
    match step {
        Step::Hazard(hazard) => (change::hazard(hazard), hazard.code().fix.to_owned()),
        Step::KeepsExport { export, importer } => (
            format!(
                "the export `{export}` goes while {importer}, which is deployed after, still imports it"
            ),
            "keep the export for this deployment, and take it out in the next".to_owned(),
        ),
    }
}

/// What a command is for.
pub fn purpose(purpose: &Purpose) -> String {
    match purpose {
        Purpose::Bootstrap { .. } => {
            "once for the account and the region: what assets and roles need".to_owned()
        }
        Purpose::Publish { stack } => format!("what {stack} needs is published"),
        Purpose::Package { stack } => format!("the files that {stack} names go into a bucket"),
        Purpose::Deploy { stacks, account } => {
            let place = match account {
                Some(account) => format!(", in {account}"),
                None => String::new(),
            };
            format!("{}{place}", stacks.join(", "))
        }
        Purpose::Protect { stack } => format!("{stack} can be deleted no more"),
        Purpose::Refactor => "resources move and stay what they are".to_owned(),
        Purpose::Delete { stack } => format!("{stack} goes"),
        Purpose::CreateStackSet { stack } => format!("the first time: {stack} as a stack set"),
        Purpose::CreateInstances { stack } => {
            format!("the first time, and for more places: the stacks of {stack}")
        }
        Purpose::UpdateStackSet { stack } => {
            format!("every other time: {stack} in all of its places")
        }
    }
}

/// What no command says and should be known.
pub fn note(note: &Note) -> String {
    match note {
        Note::NoAssembly => {
            "the AWS CDK command line deploys assemblies, and these are files alone".to_owned()
        }
        Note::Accounts(accounts) => format!(
            "the stacks are in {} accounts ({}): each command needs the credentials of its own",
            accounts.len(),
            accounts.join(", ")
        ),
        Note::Bootstrapped { places } => format!(
            "assets go to {}: `cdk bootstrap` makes these, once for an account and a region",
            places.join(", ")
        ),
        Note::EmptyTag { stack, key } => format!(
            "the tag `{key}` of {stack} has no value, which cannot be said to `aws cloudformation deploy`"
        ),
        Note::MacroInStackSet { stack, name } => format!(
            "{stack} uses the macro {name}, which a stack set with the rights of an organization does not take"
        ),
        Note::GlobalName {
            stack,
            id,
            property,
        } => format!(
            "{id} in {stack} has a `{property}`, which an account has once for all regions: the stack of the second region fails"
        ),
    }
}
