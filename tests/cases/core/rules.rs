use insta::assert_snapshot;
use stackwright_core::{
    Condition, Parameter, Rule, contains, each_member_equals, each_member_in, ref_all, value_of,
    value_of_all,
};

use crate::support::template;

#[test]
pub(crate) fn every_function_of_rules() {
    let template = template(|stack| {
        let env = stack.add("Env", Parameter::string());
        let subnet = stack.add("Subnet", Parameter::string());
        stack.add(
            "Rule",
            Rule::new()
                .when(Condition::equals(env, "production"))
                .assert(contains(["large", "xlarge"], env), "large")
                .assert(
                    each_member_equals(ref_all("AWS::EC2::VPC::Id"), "vpc-1"),
                    "one VPC",
                )
                .assert(
                    each_member_in(
                        value_of_all("AWS::EC2::Subnet::Id", "VpcId"),
                        ref_all("AWS::EC2::VPC::Id"),
                    ),
                    "subnets in the VPC",
                )
                .assert(
                    Condition::equals(value_of(subnet, "VpcId"), "vpc-1").not(),
                    "elsewhere",
                ),
        );
        stack.add("Always", Rule::new().assert(contains(["a"], env), "a"));
    });
    assert_snapshot!(template, @"
    Parameters:
      Env:
        Type: String
      Subnet:
        Type: String
    Rules:
      Rule:
        RuleCondition: !Equals [!Ref Env, production]
        Assertions:
          - Assert: !Contains [[large, xlarge], !Ref Env]
            AssertDescription: large
          - Assert: !EachMemberEquals [!RefAll AWS::EC2::VPC::Id, vpc-1]
            AssertDescription: one VPC
          - Assert: !EachMemberIn
              - !ValueOfAll [AWS::EC2::Subnet::Id, VpcId]
              - !RefAll AWS::EC2::VPC::Id
            AssertDescription: subnets in the VPC
          - Assert: !Not [!Equals [!ValueOf [Subnet, VpcId], vpc-1]]
            AssertDescription: elsewhere
      Always:
        Assertions:
          - Assert: !Contains [[a], !Ref Env]
            AssertDescription: a
    Resources: {}
    ");
}
