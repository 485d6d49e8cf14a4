use crate::{filled, mapped};
use stackwright_cfn::ec2 as cfn;
use stackwright_cfn::kind::ec2::PrefixListId;
use stackwright_core::{
    Construct, IntoValue, Mapping, Scope, Str, Text, Value, With, find_in_map, handle, sub,
};

/// Blocks of addresses under one id, for rules of security groups and for routes.
///
/// ```
/// use stackwright_aws::ec2::{Peer, Port, PrefixList, SecurityGroup, Vpc};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let network = app.stack("Network");
/// let vpc = network.add("Vpc", Vpc::new("10.0.0.0/16"));
/// let offices = PrefixList::ipv4()
///     .entry("203.0.113.0/24", "Berlin")
///     .entry("198.51.100.0/24", "Porto");
/// let offices = network.add("Offices", offices);
/// let inside = SecurityGroup::new(vpc).allow_from(Peer::prefix_list(offices), Port::tcp(443));
/// network.add("Inside", inside);
/// ```
///
/// It is named by its path and has room for as many entries as it has, if nothing else is said. Entries
/// are exchanged in place; from one address family to the other it is replaced.
///
/// # Lists of AWS's
///
/// AWS has lists of its own, as that of the servers from which CloudFront reaches origins,
/// `com.amazonaws.global.cloudfront.origin-facing`. Their ids differ from region to region, and AWS
/// publishes none: import them, [one](Self::imported) or [by region](Self::imported_by_region).
///
/// ```console
/// $ aws ec2 describe-managed-prefix-lists --region eu-west-1 \
///     --filters Name=prefix-list-name,Values=com.amazonaws.global.cloudfront.origin-facing
/// ```
///
/// <https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html>
#[derive(Clone, Debug)]
pub struct PrefixList {
    family: cfn::prefix_list::AddressFamily,
    name: Option<Value<Str>>,
    entries: Vec<(Value<Str>, Option<Value<Str>>)>,
    room: Option<u32>,
}

impl PrefixList {
    /// A list of IPv4 blocks.
    pub fn ipv4() -> Self {
        PrefixList::of(cfn::prefix_list::AddressFamily::Ipv4)
    }

    /// A list of IPv6 blocks.
    pub fn ipv6() -> Self {
        PrefixList::of(cfn::prefix_list::AddressFamily::Ipv6)
    }

    fn of(family: cfn::prefix_list::AddressFamily) -> Self {
        PrefixList {
            family,
            name: None,
            entries: Vec::new(),
            room: None,
        }
    }

    /// A list that exists, by its id, as `pl-0a1b2c3d`.
    pub fn imported(id: impl IntoValue<PrefixListId>) -> ImportedPrefixList {
        ImportedPrefixList(Id::One(id.into_value()))
    }

    /// A list of AWS's that has another id in each region: `[("eu-west-1", "pl-0a1b2c3d"), ...]`. It adds
    /// the mapping `Ids`, and a stack that is deployed to a region which is not in it fails.
    pub fn imported_by_region<R: Into<Text>, I: Into<Text>>(
        ids: impl IntoIterator<Item = (R, I)>,
    ) -> ImportedPrefixList {
        let ids = ids.into_iter();
        let ids = ids.map(|(region, id)| (region.into(), id.into()));
        ImportedPrefixList(Id::ByRegion(ids.collect()))
    }

    /// Adds a block, and says whose it is: at most 255 characters.
    pub fn entry(mut self, block: impl IntoValue<Str>, description: impl IntoValue<Str>) -> Self {
        let entry = (block.into_value(), Some(description.into_value()));
        self.entries.push(entry);
        self
    }

    /// Names it; its path, if this is not said.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// For how many entries it has room: a rule that names it counts as so many.
    pub fn max_entries(mut self, count: u32) -> Self {
        self.room = Some(count);
        self
    }
}

impl Construct for PrefixList {
    type Handle = PrefixListHandle;

    fn build(self, scope: Scope<'_>) -> PrefixListHandle {
        let name = self
            .name
            .unwrap_or_else(|| scope.identity_text(str::to_owned));
        let room = self.room.unwrap_or_else(|| {
            let entries = u32::try_from(self.entries.len());
            entries.unwrap_or(u32::MAX).max(1)
        });
        let entries = filled(mapped(self.entries, |(block, text)| {
            cfn::prefix_list::Entry::new()
                .cidr(block)
                .with(text, |entry, text| entry.description(text))
        }));
        let list = cfn::PrefixList::new()
            .prefix_list_name(name)
            .address_family(self.family)
            .max_entries(room)
            .with(entries, |list, entries| list.entries(entries));
        scope.set_primary(scope.add("Resource", list));
        PrefixListHandle::new(scope)
    }
}

/// A list that exists; see [`PrefixList::imported`].
#[derive(Clone, Debug)]
pub struct ImportedPrefixList(Id);

#[derive(Clone, Debug)]
enum Id {
    One(Value<PrefixListId>),
    ByRegion(Vec<(Text, Text)>),
}

impl Construct for ImportedPrefixList {
    type Handle = PrefixListHandle;

    fn build(self, scope: Scope<'_>) -> PrefixListHandle {
        let id = match self.0 {
            Id::One(id) => id,
            Id::ByRegion(ids) => {
                let mut by_region = Mapping::new();
                for (region, id) in ids {
                    by_region = by_region.entry(region, "Id", id.into_owned());
                }
                find_in_map(scope.add("Ids", by_region), sub!("{AWS::Region}"), "Id")
            }
        };
        scope.define("Ref", id.clone());
        scope.define("PrefixListId", id);
        PrefixListHandle::new(scope)
    }
}

handle! {
    /// Names a list of prefixes.
    pub struct PrefixListHandle(cfn::PrefixListHandle);
}
