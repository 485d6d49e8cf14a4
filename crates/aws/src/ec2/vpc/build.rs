use stackwright_cfn::ec2 as cfn;
use stackwright_codes as codes;
use stackwright_core::{Construct, Scope, Str, Value, With};

use super::network::Network;
use super::parts::DualStack;
use super::plan::{Ipv4Block, NoBlock, Plan};
use super::{Block, Nat, SubnetKind, Vpc, VpcHandle};
use crate::ec2::{FlowLog, TaskEndpoints};

impl Construct for Vpc {
    type Handle = VpcHandle;

    fn build(self, scope: Scope<'_>) -> VpcHandle {
        let mut kinds = Vec::with_capacity(SubnetKind::ALL.len());
        kinds.extend(self.private.then_some(SubnetKind::Private));
        kinds.extend(self.public.then_some(SubnetKind::Public));
        kinds.extend(self.isolated.then_some(SubnetKind::Isolated));
        let is_given = |kind: &SubnetKind| self.blocks.iter().any(|(said, _)| said == kind);
        let (block, plan) = self.block.planned(kinds.iter().all(is_given), scope);
        let zones = self.zones.into_zones(plan.room(), scope);
        check_blocks(&self.blocks, &kinds, zones.len(), scope);
        let nat = match (self.nat, self.public) {
            (Some(nat @ (Nat::One | Nat::PerZone)), false) => {
                let found = codes::EC2115.finding(format!("`Nat::{nat:?}` without public subnets"));
                scope.report(found);
                Nat::None
            }
            (Some(nat), _) => nat,
            (None, true) if self.private => Nat::default(),
            (None, _) => Nat::None,
        };

        let vpc = cfn::Vpc::new();
        let vpc = match &block {
            Block::Known(known) => vpc.cidr_block(known.to_string()),
            Block::Wrong(text, _) => vpc.cidr_block(text.clone()),
            Block::Expression(text, _) => vpc.cidr_block(text.clone()),
            Block::Pool(pool, prefix) => vpc
                .ipv4_ipam_pool_id(pool.clone())
                .ipv4_netmask_length(*prefix),
        };
        let vpc = vpc
            .enable_dns_support(true)
            .enable_dns_hostnames(true)
            .with(self.dedicated.then_some(()), |vpc, ()| {
                vpc.instance_tenancy(cfn::vpc::InstanceTenancy::Dedicated)
            });
        let vpc = scope.add("Resource", vpc);
        scope.set_primary(vpc);
        let network = Network {
            scope,
            vpc,
            block,
            plan,
            zones,
            blocks: self.blocks,
            called: self.called,
            table_each: self.table_each,
            name: self.name,
        };
        if self.ipv6.is_some() {
            scope.set_data(DualStack);
        }
        let vpc = network.build(&kinds, nat, self.ipv6, self.s3_endpoint);
        if self.flow_logs {
            scope.add("FlowLog", FlowLog::of_vpc(vpc));
        }
        if self.task_endpoints {
            scope.add("Endpoints", TaskEndpoints::new(vpc));
        }
        vpc
    }
}

impl Block {
    /// The block and its plan; one that is wrong is reported, and taken for another. Who gives every
    /// subnet its block needs none.
    fn planned(self, is_given: bool, scope: Scope<'_>) -> (Self, Plan) {
        let prefix = match &self {
            Block::Known(block) => block.prefix(),
            Block::Expression(_, prefix) | Block::Pool(_, prefix) => *prefix,
            Block::Wrong(..) => 0,
        };
        if let Some(plan) = Plan::of(prefix) {
            return (self, plan);
        }
        if is_given && !matches!(self, Block::Wrong(..)) {
            return (self, Plan::STAND_IN);
        }
        let found = match &self {
            Block::Known(block) => {
                codes::EC2111.finding(format!("there is no plan for a VPC of `{block}`"))
            }
            Block::Expression(..) | Block::Pool(..) => {
                codes::EC2111.finding(format!("there is no plan for a VPC of `/{prefix}`"))
            }
            Block::Wrong(text, NoBlock::HostBits(around)) => codes::EC2110
                .finding(format!("`{text}` has bits set behind its prefix"))
                .help(format!("write `{around}`, the block that it lies in")),
            Block::Wrong(text, NoBlock::Malformed) => {
                codes::EC2110.finding(format!("`{text}` is no block of IPv4 addresses"))
            }
        };
        scope.report(found);
        (Block::Known(Ipv4Block::STAND_IN), Plan::STAND_IN)
    }
}

fn check_blocks(
    blocks: &[(SubnetKind, Vec<Value<Str>>)],
    kinds: &[SubnetKind],
    zones: usize,
    scope: Scope<'_>,
) {
    for (kind, blocks) in blocks {
        let (count, name) = (blocks.len(), kind.as_str());
        let wanted = if kinds.contains(kind) { zones } else { 0 };
        if count != wanted {
            let message = format!("blocks of {name} subnets: {count}, where {wanted} are needed");
            scope.report(codes::EC2116.finding(message));
        }
    }
}
