use stackwright_cfn::{ec2, ecs, kind};
use stackwright_core::{App, Value};

fn main() {
    let app = App::new();
    let stack = app.stack("Web");
    let group = stack.add("Group", ec2::SecurityGroup::new().group_description("web"));
    ecs::service::AwsVpcConfiguration::new().subnets([group]);

    let id: Value<kind::ec2::SecurityGroupId> = group.reference();
    ecs::service::AwsVpcConfiguration::new().subnets([id]);
}
