use stackwright_aws::dynamodb::{StreamView, TableKey};
use stackwright_core::Str;
use stackwright_import::construct::Place;
use stackwright_template::{Map, Node};

use super::{Matcher, alone};
use crate::found::{Found, Writing, is_true, map_of};
use crate::said::{Draft, Drafted, Said, draft, say, text, variant};
use crate::why::Why;

pub static TABLE: Matcher = Matcher {
    construct: "Table",
    type_name: "AWS::DynamoDB::Table",
    parts: alone,
    write,
};

fn write(table: &Writing<'_>) -> Result<Drafted, Why> {
    let schema = table
        .get("KeySchema")
        .ok_or(Why::NoWord("a table without keys"))?;
    let (partition, sort) = keys(**table, schema).ok_or(Why::NoWord("its keys"))?;
    let mut draft = draft!(dynamodb::Table::new(partition));
    say!(draft.sort?(sort));
    say!(draft.name?(table.text("TableName")));
    if table.get("BillingMode").and_then(Node::as_str) != Some("PAY_PER_REQUEST")
        && let Some((reads, writes)) = capacity(table)
    {
        say!(draft.provisioned(reads, writes));
    }
    let recovery = table.get("PointInTimeRecoverySpecification");
    if !recovery.is_some_and(|own| own.get("PointInTimeRecoveryEnabled").is_some_and(is_true)) {
        say!(draft.without_recovery());
    }
    if table.is_true("DeletionProtectionEnabled") {
        say!(draft.protected());
    }
    let stream = table.get("StreamSpecification");
    say!(draft.stream?(
        stream.and_then(|own| view(own.get("StreamViewType")?.as_str()?))
    ));
    let ttl = table.get("TimeToLiveSpecification").and_then(|own| {
        let ttl = map_of(own, &["AttributeName", "Enabled"])?;
        let attribute = ttl.get("AttributeName")?;
        ttl.get("Enabled").is_some_and(is_true).then_some(attribute)
    });
    let attribute = ttl.map(|own| table.value::<Str>(own, Place::Text));
    say!(draft.expires_by?(attribute));
    if table.get("TableClass").and_then(Node::as_str) == Some("STANDARD_INFREQUENT_ACCESS") {
        say!(draft.infrequent_access());
    }
    for index in items(table.get("GlobalSecondaryIndexes")) {
        let index = self::index(**table, index).ok_or(Why::NoWord("one of its indexes"))?;
        say!(draft.index(index));
    }
    for index in items(table.get("LocalSecondaryIndexes")) {
        let index = local(**table, index).ok_or(Why::NoWord("one of its indexes"))?;
        say!(draft.local_index(index));
    }
    match table.resource.deletion_policy() {
        Some("Retain") => say!(draft.retain()),
        Some("RetainExceptOnCreate") => {}
        _ => say!(draft.disposable()),
    }
    Ok(draft.into())
}

fn items(list: Option<&Node>) -> &[Node] {
    list.and_then(Node::as_list).unwrap_or_default()
}

/// The keys of a schema: the partition's, and the one that sorts.
fn keys(table: Found<'_>, schema: &Node) -> Option<(Said<TableKey>, Option<Said<TableKey>>)> {
    let named = |role: &str| {
        let mut parts = schema.as_list()?.iter();
        let part = parts.find(|part| part.get("KeyType").and_then(Node::as_str) == Some(role))?;
        part.get("AttributeName")?.as_str()
    };
    let sort = match named("RANGE") {
        Some(name) => Some(key(table, name)?),
        None => None,
    };
    Some((key(table, named("HASH")?)?, sort))
}

/// A key, of the type that the table says.
fn key(table: Found<'_>, name: &str) -> Option<Said<TableKey>> {
    let mut attributes = items(table.get("AttributeDefinitions")).iter();
    let is_it = |own: &&Node| own.get("AttributeName").and_then(Node::as_str) == Some(name);
    let kind = attributes.find(is_it)?.get("AttributeType")?.as_str()?;
    let name = text(name);
    let draft = match kind {
        "S" => draft!(dynamodb::TableKey::string(name)),
        "N" => draft!(dynamodb::TableKey::number(name)),
        "B" => draft!(dynamodb::TableKey::binary(name)),
        _ => return None,
    };
    Some(draft.said())
}

fn capacity(table: &Writing<'_>) -> Option<(Said<u32>, Said<u32>)> {
    let own = table.get("ProvisionedThroughput")?;
    let units = |name: &str| {
        let units = crate::found::integer(own.get(name)?)?;
        Some(crate::found::number(u32::try_from(units).ok()?))
    };
    Some((units("ReadCapacityUnits")?, units("WriteCapacityUnits")?))
}

fn view(word: &str) -> Option<Said<StreamView>> {
    let view = match word {
        "KEYS_ONLY" => StreamView::KeysOnly,
        "NEW_IMAGE" => StreamView::NewImage,
        "OLD_IMAGE" => StreamView::OldImage,
        "NEW_AND_OLD_IMAGES" => StreamView::NewAndOldImages,
        _ => return None,
    };
    Some(variant("dynamodb", "StreamView", view))
}

const INDEX: [&str; 4] = [
    "IndexName",
    "KeySchema",
    "Projection",
    "ProvisionedThroughput",
];

fn index(table: Found<'_>, node: &Node) -> Option<Said<stackwright_aws::dynamodb::Index>> {
    let own = map_of(node, &INDEX)?;
    let (partition, sort) = keys(table, own.get("KeySchema")?)?;
    let name = text(own.get("IndexName")?.as_str()?);
    let mut draft = draft!(dynamodb::Index::new(name, partition));
    say!(draft.sort?(sort));
    match projected(own)? {
        Projected::All => {}
        Projected::Keys => say!(draft.only_keys()),
        Projected::These(these) => say!(draft.including(these)),
    }
    Some(Draft::said(draft))
}

fn local(table: Found<'_>, node: &Node) -> Option<Said<stackwright_aws::dynamodb::LocalIndex>> {
    let own = map_of(node, &INDEX)?;
    let (_, sort) = keys(table, own.get("KeySchema")?)?;
    let (name, sort) = (text(own.get("IndexName")?.as_str()?), sort?);
    let mut draft = draft!(dynamodb::LocalIndex::new(name, sort));
    match projected(own)? {
        Projected::All => {}
        Projected::Keys => say!(draft.only_keys()),
        Projected::These(these) => say!(draft.including(these)),
    }
    Some(Draft::said(draft))
}

/// Which attributes an index has.
enum Projected {
    All,
    Keys,
    These(Said<Vec<String>>),
}

fn projected(index: &Map) -> Option<Projected> {
    let projection = index.get("Projection")?;
    match projection.get("ProjectionType")?.as_str()? {
        "ALL" => Some(Projected::All),
        "KEYS_ONLY" => Some(Projected::Keys),
        "INCLUDE" => {
            let these = projection.get("NonKeyAttributes")?.as_list()?.iter();
            let these = these.map(|one| one.as_str().map(str::to_owned));
            Some(Projected::These(crate::said::texts(
                these.collect::<Option<_>>()?,
            )))
        }
        _ => None,
    }
}
